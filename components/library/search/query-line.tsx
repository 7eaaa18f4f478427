import { Info, X } from 'lucide'
import { useMemo } from 'preact/hooks'
import { queryText } from '../../../utils/i18n/query-text.ts'
import { t } from '../../../utils/i18n/t.ts'
import { type Chip, describeChips } from '../../../utils/search/query/describe-chips.ts'
import { removeSpan } from '../../../utils/search/query/edit-query.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import { Icon } from '../../ui/icon.tsx'
import { chipText } from './chip-text.ts'
import { IndexNote } from './index-note.tsx'
import './query-line.css'

interface Props {
  q: string
  change: (q: string) => void
}

/** Under the search box: what was understood of a query, part by part, and what was not. */
export function QueryLine({ q, change }: Props) {
  const { tree, notices } = useMemo(() => parseQuery(q), [q])
  const chips = describeChips(tree)
  if (chips.length === 0 && notices.length === 0) return null
  return (
    <div class="query-line">
      {chips.length > 0 && (
        <ul class="query-chips" aria-label={t('library.understood')} data-role="chips">
          {chips.map((chip) => (
            <QueryChip
              key={`${chip.at.from} ${chip.at.to}`}
              chip={chip}
              remove={() => change(removeSpan(q, chip.at))}
            />
          ))}
        </ul>
      )}
      <div role="status" class="query-notices" data-role="query-notices">
        {notices.map((notice) => (
          <p key={`${notice.reason} ${notice.at.from}`} class="query-notice">
            <Icon node={Info} />
            <span>{queryText(notice)}</span>
          </p>
        ))}
      </div>
      {chips.length > 0 && <IndexNote />}
    </div>
  )
}

function QueryChip({ chip, remove }: { chip: Chip; remove: () => void }) {
  const text = chipText(chip)
  return (
    <li class="query-chip" data-negated={chip.negated} data-kind={chip.kind}>
      <span class="query-chip-text" dir="auto">
        {text}
      </span>
      <button
        type="button"
        class="query-chip-remove"
        aria-label={t('chip.remove', text)}
        title={t('chip.remove', text)}
        onClick={remove}
      >
        <Icon node={X} />
      </button>
    </li>
  )
}
