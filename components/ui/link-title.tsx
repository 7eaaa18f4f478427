import { t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { Link } from '../../utils/model/link.ts'
import { runAct } from './run-act.ts'
import { useDraft } from './use-draft.ts'
import './link-fields.css'

/** Titles are saved when the field is left or on Enter; never while typing. */
const NEVER = 2 ** 31 - 1

/** The title of a kept link, edited in place; it grows with its text. */
export function LinkTitle({ link }: { link: Pick<Link, 'id' | 'title' | 'url' | 'lang'> }) {
  const save = (title: string) =>
    void runAct(t('ui.titleChanged'), send('edit-links', { linkIds: [link.id], patch: { title } }))
  const draft = useDraft(link.title, save, NEVER)
  return (
    <textarea
      class="ui-link-title"
      data-role="title-field"
      rows={1}
      {...(link.lang ? { lang: link.lang } : {})}
      dir="auto"
      spellcheck={false}
      aria-label={t('ui.title')}
      placeholder={link.url}
      value={draft.text}
      onInput={(event) => draft.edit(event.currentTarget.value.replaceAll('\n', ' '))}
      onBlur={draft.flush}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.isComposing) return
        event.preventDefault()
        event.currentTarget.blur()
      }}
    />
  )
}
