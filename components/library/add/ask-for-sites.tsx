import { Globe } from 'lucide'
import { t } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'
import type { AllSites } from '../../ui/use-all-sites.ts'

interface Props {
  sites: AllSites
  text?: string
}

/** Why access to all sites is needed, and the button that asks for it. */
export function AskForSites({ sites, text = t('library.needsPermission') }: Props) {
  if (sites.allowed) return null
  return (
    <div data-role="needs-permission">
      <Note
        icon={Globe}
        tone="accent"
        actions={
          <Button
            size="small"
            look="primary"
            icon={Globe}
            data-action="allow-sites"
            onClick={sites.allow}
          >
            {t('ui.allowAllSites')}
          </Button>
        }
      >
        <p>{text}</p>
      </Note>
    </div>
  )
}
