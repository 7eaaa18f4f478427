import { t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { Link } from '../../utils/model/link.ts'
import { showFailure } from './run-act.ts'
import { useDraft } from './use-draft.ts'
import './link-fields.css'

/** A pause in typing this long saves the note. */
const PAUSE_MS = 600

/** The note of a kept link, saved while it is written. */
export function LinkNote({ link }: { link: Pick<Link, 'id' | 'note'> }) {
  const save = (note: string) =>
    void send('edit-links', { linkIds: [link.id], patch: { note } }).catch(showFailure)
  const draft = useDraft(link.note, save, PAUSE_MS)
  return (
    <textarea
      class="ui-link-note"
      data-role="note-field"
      rows={2}
      dir="auto"
      aria-label={t('ui.note')}
      placeholder={t('ui.notePlaceholder')}
      value={draft.text}
      onInput={(event) => draft.edit(event.currentTarget.value)}
      onBlur={draft.flush}
    />
  )
}
