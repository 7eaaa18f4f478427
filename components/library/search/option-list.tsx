import { Calendar, Eraser, Filter, Globe, History, type IconNode, Languages, Tag } from 'lucide'
import { t } from '../../../utils/i18n/t.ts'
import { Icon } from '../../ui/icon.tsx'
import { forgetSearches } from './recent-searches.ts'
import type { SearchOption } from './search-options.ts'
import './option-list.css'

interface Props {
  id: string
  options: SearchOption[]
  active: number
  choose: (option: SearchOption) => void
}

/** The list under the search box. */
export function OptionList({ id, options, active, choose }: Props) {
  return (
    // Pressed on, the field keeps the focus, without which the list closes.
    <div class="search-options" onPointerDown={(event) => event.preventDefault()}>
      <div role="listbox" id={id} aria-label={t('library.suggestions')} data-role="suggestions">
        {options.map((option, index) => (
          <div
            key={`${option.kind} ${option.text}`}
            id={`${id}-${index}`}
            class="search-option"
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            data-kind={option.kind}
            onPointerDown={(event) => event.button === 0 && choose(option)}
          >
            <Icon node={ICONS[option.kind] ?? Filter} />
            <span class="search-option-label" dir="auto">
              {option.label}
            </span>
            {option.hint && <span class="search-option-hint">{t(option.hint)}</span>}
            {option.count !== undefined && <span class="search-option-hint">{option.count}</span>}
          </div>
        ))}
      </div>
      {options.some(({ kind }) => kind === 'recent') && (
        <button
          type="button"
          class="search-forget"
          tabIndex={-1}
          data-action="forget-searches"
          onClick={() => void forgetSearches()}
        >
          <Icon node={Eraser} />
          {t('library.forgetSearches')}
        </button>
      )}
    </div>
  )
}

const ICONS: { readonly [kind in SearchOption['kind']]?: IconNode } = {
  recent: History,
  tag: Tag,
  site: Globe,
  before: Calendar,
  after: Calendar,
  on: Calendar,
  lang: Languages,
}
