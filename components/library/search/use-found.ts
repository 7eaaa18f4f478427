import { useEffect, useState } from 'preact/hooks'
import { watchTables } from '../../../utils/db/watch.ts'
import type { Wanted } from '../find-links.ts'
import { shelfKey } from '../route.ts'
import type { Results } from '../use-results.ts'
import { type Asked, type Found, readOn } from './read-on.ts'
import { FIRST, searchLinks } from './search-links.ts'

/** What a search of a shelf found so far. */
type FoundOf = Found & Pick<Results, 'shelf'>

/** Changes in a row are answered once, this much later. */
const CALM_MS = 400

/** What reading stands on: rows a search looks at. */
const TABLES = ['links', 'tags', 'jobs'] as const

/** The hits of a search, kept up to date; undefined until the first are there, and while nothing is searched for. */
export function useFound(wanted: Wanted, searching: boolean): FoundOf | undefined {
  const [found, setFound] = useState<FoundOf>()
  const { scope, q, tags, not, sort, group } = wanted
  const shelf = shelfKey(wanted)
  useEffect(() => {
    if (!searching) return setFound(undefined)
    return followSearch({ scope, q, tags, not, sort, group }, setFound)
  }, [searching, shelf])
  return found
}

function followSearch(wanted: Wanted, show: (found: FoundOf) => void): () => void {
  const shelf = shelfKey(wanted)
  // Groups are of all that is found.
  const least = wanted.group === '' ? FIRST : Infinity
  const asked: Asked = { count: least, least, all: false }
  let run = new AbortController()
  const begin = () => {
    run.abort()
    run = new AbortController()
    const { signal } = run
    void searchLinks(wanted, signal)
      .then((search) => readOn(search, asked, signal, (found) => show({ ...found, shelf })))
      .catch((error: unknown) => signal.aborted || console.error(error))
  }
  begin()
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = watchTables(TABLES, () => {
    clearTimeout(timer)
    timer = setTimeout(begin, CALM_MS)
  })
  return () => {
    stop()
    clearTimeout(timer)
    run.abort()
  }
}
