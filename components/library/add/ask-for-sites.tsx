import { Globe } from 'lucide'
import { t, tn } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'
import type { AllSites } from '../../ui/use-all-sites.ts'

interface Props {
  sites: AllSites
  text: string
  /** Patterns of the sites in question, where they alone would do. */
  only?: string[]
}

/** A longer list in the browser's question would be read by nobody. */
const MOST_SITES = 30

/** Why access to all sites is needed, and the button that asks for it. */
export function AskForSites({ sites, text, only = [] }: Props) {
  if (sites.allowed) return null
  const few = only.length > 0 && only.length <= MOST_SITES
  return (
    <div data-role="needs-permission">
      <Note
        icon={Globe}
        tone="accent"
        actions={
          <>
            <Button
              size="small"
              look="primary"
              icon={Globe}
              data-action="allow-sites"
              onClick={sites.allow}
            >
              {t('ui.allowAllSites')}
            </Button>
            {few && (
              <Button size="small" data-action="allow-these" onClick={() => void sites.ask(only)}>
                {tn('library.allowThese', only.length)}
              </Button>
            )}
          </>
        }
      >
        <p>{text}</p>
      </Note>
    </div>
  )
}
