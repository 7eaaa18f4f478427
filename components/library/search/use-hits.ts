import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Link } from '../../../utils/model/link.ts'
import { findHits, type Hit } from '../../../utils/search/excerpt/find-hits.ts'
import { type SearchedWords, searchedWords } from '../../../utils/search/excerpt/searched-words.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import type { View } from '../route.ts'
import { TEXTS } from './search-links.ts'

type Hits = ReadonlyMap<number, Hit>

const NONE: Hits = new Map()

/** Columns of an excerpt that every width of window has room for. */
const ROOM: Record<View, number> = { list: 160, grid: 64, compact: 64 }

/** Why the links that are drawn were found, by their ids; none while no words are searched for. */
export function useHits(q: string, view: View, drawn: Link[]): Hits {
  const links = useSame(drawn)
  const words = useMemo(() => searchedWords(parseQuery(q).tree), [q])
  const [hits, setHits] = useState<{ words: SearchedWords[]; view: View; made: Hits }>()
  useEffect(() => {
    if (words.length === 0 || links.length === 0) return
    let gone = false
    void findHits(links, { words, room: ROOM[view], read: TEXTS }).then((made) => {
      if (!gone) setHits({ words, view, made })
    })
    return () => {
      gone = true
    }
  }, [words, view, links])
  // Those of other words would be marked wrongly.
  return hits?.words === words && hits.view === view ? hits.made : NONE
}

/** The same list as long as the same is in it. */
function useSame<T>(list: T[]): T[] {
  const last = useRef(list)
  const isSame =
    last.current.length === list.length && last.current.every((each, at) => each === list[at])
  if (!isSame) last.current = list
  return last.current
}
