import { useEffect, useState } from 'preact/hooks'
import { linksByKeys, similarLinks } from '../../../../utils/db/queries.ts'
import { similarKeyOf } from '../../../../utils/links/similar-key.ts'
import type { Link } from '../../../../utils/model/link.ts'
import { useLive } from '../../../ui/use-live.ts'
import type { PickItem } from './pick-item.ts'

/** Links that are in the library, by the keys of those that may be added. */
export interface Kept {
  /** The same page. */
  known: ReadonlyMap<string, Link>
  /** A page whose address is like it. */
  similar: ReadonlyMap<string, Link>
}

const NONE: Kept = { known: new Map(), similar: new Map() }

/** Longer lists are looked up once: all would be asked for again whenever a page is kept. */
const LIVE = 400
/** As many as are looked up at once; the page has its turn in between. */
const PART = 400

/** What of a list is in the library. The last answer stays until the next one is there. */
export function useKept(items: readonly PickItem[]): Kept {
  const short = items.length <= LIVE
  const live = useLive(async () => (short ? keptAmong(items) : NONE), [items])
  const [once, setOnce] = useState(NONE)
  useEffect(() => {
    if (short) return
    const stop = new AbortController()
    void lookUp(items, stop.signal, setOnce)
    return () => stop.abort()
  }, [items])
  return (short ? live : once) ?? NONE
}

async function lookUp(
  items: readonly PickItem[],
  signal: AbortSignal,
  tell: (kept: Kept) => void,
): Promise<void> {
  const known = new Map<string, Link>()
  const similar = new Map<string, Link>()
  for (let from = 0; from < items.length; from += PART) {
    const found = await keptAmong(items.slice(from, from + PART))
    if (signal.aborted) return
    for (const [key, link] of found.known) known.set(key, link)
    for (const [key, link] of found.similar) similar.set(key, link)
  }
  tell({ known, similar })
}

async function keptAmong(items: readonly PickItem[]): Promise<Kept> {
  const good = items.filter(({ reason }) => !reason)
  const likeness = new Map(good.map(({ key, url }) => [key, similarKeyOf(url)]))
  const [known, alike] = await Promise.all([
    linksByKeys(good.map(({ key }) => key)),
    similarLinks([...new Set(likeness.values())]),
  ])
  const byLikeness = new Map(alike.flatMap((link) => link.similarKeys.map((key) => [key, link])))
  const similar = new Map<string, Link>()
  for (const [key, like] of likeness) {
    const link = byLikeness.get(like)
    if (link && !known.has(key)) similar.set(key, link)
  }
  // What was thrown away is as good as new.
  const here = [...known].filter(([, { state }]) => state !== 'trash')
  return { known: new Map(here), similar }
}
