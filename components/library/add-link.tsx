import { Globe, Link as LinkIcon, Plus } from 'lucide'
import type { RefObject } from 'preact'
import { t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { Note } from '../ui/note.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { AllSites } from '../ui/use-all-sites.ts'
import type { Adding } from './use-add-link.ts'

/** Takes an address; Enter adds it. */
export function AddLink({
  adding,
  field,
}: {
  adding: Adding
  field: RefObject<HTMLInputElement | null>
}) {
  return (
    <form
      class="add"
      onSubmit={(event) => {
        event.preventDefault()
        adding.submit()
      }}
    >
      <TextField
        label={t('library.addAddress')}
        placeholder={t('library.addAddress')}
        icon={LinkIcon}
        inputMode="url"
        input={field}
        data-role="add-field"
        invalid={adding.reason !== undefined}
        value={adding.text}
        onText={adding.type}
      />
      <Button
        type="submit"
        look={adding.text.trim() === '' ? 'plain' : 'primary'}
        icon={Plus}
        disabled={adding.busy}
        data-action="add-link"
      >
        {t('library.add')}
      </Button>
    </form>
  )
}

/** Why an address was not added, or what its page still waits for. */
export function AddNotes({ adding, sites }: { adding: Adding; sites: AllSites }) {
  if (adding.reason) {
    return (
      <div class="library-notes">
        <ErrorNote reason={adding.reason} />
      </div>
    )
  }
  if (!adding.waiting || sites.allowed) return null
  return (
    <div class="library-notes" data-role="needs-permission">
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
            <Button size="small" look="quiet" data-action="dismiss" onClick={adding.dismiss}>
              {t('ui.notNow')}
            </Button>
          </>
        }
      >
        <p>{t('library.needsPermission')}</p>
      </Note>
    </div>
  )
}
