import { useMemo, useState } from 'preact/hooks'
import { hostOf } from '../../../ui/format.ts'
import type { PickItem } from './pick-item.ts'
import { NO_FILTER, type PickFilter, type PickRow, rowsOf } from './pick-rows.ts'
import { type Kept, useKept } from './use-kept.ts'

/** A list of links, which of them are shown and which are chosen. */
export interface Pick {
  items: readonly PickItem[]
  rows: PickRow[]
  kept: Kept
  filter: PickFilter
  setFilter: (change: Partial<PickFilter>) => void
  isChosen: (item: PickItem) => boolean
  choose: (items: readonly PickItem[], chosen: boolean) => void
  chosen: PickItem[]
  /** The site that links may be limited to, '' where that would change nothing. */
  site: string
}

/**
 * What was chosen and how it is filtered is kept by the links' keys, so that it outlives changes of the list.
 * @param home address of the page the links are from
 */
export function usePick(items: readonly PickItem[], home = ''): Pick {
  const kept = useKept(items)
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [filter, setFilter] = useState(NO_FILTER)
  const rows = useMemo(
    () => rowsOf(items, filter, (key) => kept.known.has(key)),
    [items, filter, kept],
  )
  const alone = items.length === 1
  const isChosen = ({ key, reason, preset }: PickItem): boolean =>
    // What is there already is left out of a list; alone it is meant.
    !reason && (choices.get(key) ?? preset ?? (alone || !kept.known.has(key)))
  const chosen = useMemo(() => items.filter(isChosen), [items, kept, choices])
  return {
    ...{ items, rows, kept, filter, isChosen, chosen },
    setFilter: (change) => setFilter({ ...filter, ...change }),
    choose: (some, on) =>
      setChoices(new Map([...choices, ...some.map(({ key }) => [key, on] as const)])),
    site: useMemo(() => siteOf(items, home), [items, home]),
  }
}

function siteOf(items: readonly PickItem[], home: string): string {
  // Of a list that is from nowhere thousands of addresses would be parsed for nothing.
  if (home === '') return ''
  const site = hostOf(home)
  const mine = items.filter(({ url }) => hostOf(url) === site)
  return mine.length > 0 && mine.length < items.length ? site : ''
}
