import { Search } from 'lucide'
import type { RefObject } from 'preact'
import { t } from '../../utils/i18n/t.ts'
import { TextField } from '../ui/text-field.tsx'
import { useDraft } from '../ui/use-draft.ts'

interface Props {
  q: string
  search: (q: string) => void
  field: RefObject<HTMLInputElement | null>
}

/** Short enough to feel immediate, long enough to skip the letters of a word. */
const PAUSE_MS = 120

/** Searches while typing. */
export function SearchBox({ q, search, field }: Props) {
  const draft = useDraft(q, search, PAUSE_MS)
  return (
    <TextField
      label={t('library.search')}
      placeholder={t('library.search')}
      icon={Search}
      hint="/"
      input={field}
      data-role="search"
      value={draft.text}
      onText={draft.edit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.isComposing) draft.flush()
        if (event.key !== 'Escape') return
        draft.edit('')
        draft.flush()
        event.currentTarget.blur()
      }}
    />
  )
}
