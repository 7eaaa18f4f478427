import { CircleAlert } from 'lucide'
import { errorText, t } from '../../../utils/i18n/t.ts'
import { Icon } from '../../ui/icon.tsx'
import { SiteIcon } from '../../ui/site-icon.tsx'
import type { AddDraft, DraftLine } from './use-add-draft.ts'

/** More lines than this are added without being listed. */
const SHOWN = 400

/** What was found in the text, a line each; one address alone needs no list. */
export function AddLines({ lines, choose }: Pick<AddDraft, 'lines' | 'choose'>) {
  const [only] = lines
  if (lines.length === 0 || (lines.length === 1 && !only?.known)) return null
  return (
    <ul class="add-lines" data-role="add-lines">
      {lines.slice(0, SHOWN).map((line) => (
        <li key={line.key} class="add-line" data-bad={line.reason !== undefined}>
          <Line line={line} choose={choose} />
        </li>
      ))}
      {lines.length > SHOWN && (
        <li class="add-line">{t('library.addMore', lines.length - SHOWN)}</li>
      )}
    </ul>
  )
}

function Line({ line, choose }: { line: DraftLine; choose: AddDraft['choose'] }) {
  if (line.reason) {
    return (
      <>
        <Icon node={CircleAlert} />
        <span class="add-address" dir="auto">
          {line.text}
        </span>
        <span class="add-why" title={errorText(line.reason)}>
          {errorText(line.reason)}
        </span>
      </>
    )
  }
  return (
    <label class="add-label" title={line.text}>
      <input
        type="checkbox"
        checked={line.chosen}
        onClick={(event) => choose(line.key, event.currentTarget.checked)}
      />
      <SiteIcon url={line.text} icon={line.known?.icon ?? ''} />
      <span class="add-address" dir="ltr">
        {line.text.replace(/^https?:\/\/(?:www\.)?/, '')}
      </span>
      {line.known && <span class="add-known">{t('library.inLibrary')}</span>}
      {line.similar && (
        <span class="add-known" data-role="add-similar" title={line.similar.url}>
          {t('library.similarShort')}
        </span>
      )}
    </label>
  )
}
