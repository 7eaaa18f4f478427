import { Search } from 'lucide'
import type { RefObject } from 'preact'
import { useId } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { TextField } from '../../ui/text-field.tsx'
import { OptionList } from './option-list.tsx'
import { useSearchField } from './use-search-field.ts'

interface Props {
  q: string
  search: (q: string) => void
  tags: readonly Tag[]
  field: RefObject<HTMLInputElement | null>
}

/** Searches while typing, and says how what is typed may go on. */
export function SearchBox({ q, search, tags, field }: Props) {
  const list = useId()
  const box = useSearchField(q, search, tags, field)
  return (
    <div class="search-box">
      <TextField
        label={t('library.search')}
        placeholder={t('library.search')}
        icon={Search}
        hint="/"
        input={field}
        data-role="search"
        role="combobox"
        aria-expanded={box.shown}
        aria-controls={list}
        aria-autocomplete="list"
        {...(box.active >= 0 ? { 'aria-activedescendant': `${list}-${box.active}` } : {})}
        value={box.text}
        onText={(text) => box.type(text, field.current?.selectionStart ?? text.length)}
        onFocus={box.focus}
        onBlur={box.blur}
        onKeyDown={box.press}
      />
      {box.shown && (
        <OptionList id={list} options={box.options} active={box.active} choose={box.choose} />
      )}
    </div>
  )
}
