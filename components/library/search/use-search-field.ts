import type { RefObject } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { setting } from '../../../utils/db/queries.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { useDraft } from '../../ui/use-draft.ts'
import { useLive } from '../../ui/use-live.ts'
import { rememberSearch } from './recent-searches.ts'
import { type SearchOption, searchOptions } from './search-options.ts'
import { useKnown } from './use-known.ts'

/** Short enough to feel immediate, long enough to skip the letters of a word. */
const PAUSE_MS = 120

export interface SearchField {
  text: string
  options: SearchOption[]
  /** Place of the option that Enter takes, -1 for none. */
  active: number
  shown: boolean
  type: (text: string, caret: number) => void
  focus: () => void
  blur: () => void
  press: (event: KeyboardEvent) => void
  choose: (option: SearchOption) => void
  close: () => void
}

/** How open the list is: `asked` for by a key it also says what may follow a blank. */
type Open = 'closed' | 'typing' | 'asked'

/** What the search box holds, what it offers, and how it answers to keys. */
export function useSearchField(
  q: string,
  search: (q: string) => void,
  tags: readonly Tag[],
  input: RefObject<HTMLInputElement | null>,
): SearchField {
  const draft = useDraft(q, search, PAUSE_MS)
  const [open, setOpen] = useState<Open>('closed')
  const [caret, setCaret] = useState(0)
  const [moved, setMoved] = useState(-1)
  const known = useKnown(tags, open !== 'closed')
  const recent = useLive(() => setting('recentSearches'), []) ?? NO_SEARCHES
  const options = useMemo(
    () =>
      open === 'closed' ? [] : searchOptions(draft.text, caret, known, recent, open === 'asked'),
    [open, draft.text, caret, known, recent],
  )
  const shown = options.length > 0
  const active = shown ? Math.min(moved, options.length - 1) : -1
  const placeCaret = useCaret(input)

  const show = (how: Open) => {
    setMoved(-1)
    setOpen(how)
  }
  const edit = (text: string, place: number) => {
    draft.edit(text)
    setCaret(place)
  }
  const choose = (option: SearchOption) => {
    edit(option.text, option.caret)
    placeCaret(option.caret)
    if (option.kind !== 'key') draft.flush()
    show(option.kind === 'key' ? 'typing' : 'closed')
  }
  const move = (by: number) => {
    // Beyond either end is the text itself.
    const places = options.length + 1
    setMoved(((active + 1 + by + places) % places) - 1)
  }
  const leave = () => {
    show('closed')
    void rememberSearch(draft.text)
  }
  const enter = () => {
    const option = options[active]
    if (option) return choose(option)
    draft.flush()
    leave()
  }
  const leaveOrClear = () => {
    if (shown) return show('closed')
    draft.edit('')
    draft.flush()
    input.current?.blur()
  }
  const actions: Record<string, () => void> = {
    Enter: enter,
    Escape: leaveOrClear,
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
  }
  return {
    ...{ text: draft.text, options, active, shown, choose },
    type: (text, place) => {
      edit(text, place)
      show('typing')
    },
    // An empty box says what can be searched for; a full one is left alone until somebody types.
    focus: () => show(draft.text.trim() === '' ? 'typing' : 'closed'),
    blur: leave,
    close: () => show('closed'),
    press: (event) => {
      const isArrow = event.key.startsWith('Arrow')
      // Nothing is offered: arrow down leads to what was found.
      if (isArrow && !shown && !event.altKey) return
      const act = isArrow && !shown ? () => show('asked') : actions[event.key]
      // Enter that ends a Chinese input method's word is not ours.
      if (!act || event.isComposing) return
      event.preventDefault()
      act()
    },
  }
}

const NO_SEARCHES: string[] = []

/** Puts the caret somewhere once the text it belongs to is drawn. */
function useCaret(input: RefObject<HTMLInputElement | null>): (place: number) => void {
  const wanted = useRef(-1)
  useLayoutEffect(() => {
    if (wanted.current < 0) return
    input.current?.setSelectionRange(wanted.current, wanted.current)
    wanted.current = -1
  })
  return (place) => {
    wanted.current = place
  }
}
