import type { Chunk } from '../../db/library/chunks.ts'
import { linesOf } from '../../db/library/chunks.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { exportName } from '../export-name.ts'

/** Where kept pages and their pictures go, without the extension. */
export interface PagePlan {
  /** By the snapshot's uid. */
  pages: Map<string, string>
  /** By the picture's hash; versions that look the same share one. */
  pictures: Map<string, string>
}

/** UTF-8 bytes of a title in a name: systems allow 255, and the date and a number come behind it. */
const MAX_BYTES = 160

/** Names every page of the library after its title and day, each name once. */
export async function planPages(chunks: readonly Chunk[]): Promise<PagePlan> {
  const plan: PagePlan = { pages: new Map(), pictures: new Map() }
  const taken = new Set<string>()
  for (const chunk of chunks) {
    if (chunk.table !== 'snapshots') continue
    for (const line of await linesOf(chunk)) {
      const snapshot = JSON.parse(line) as Snapshot
      const name = freeName(snapshot, taken)
      plan.pages.set(snapshot.uid, name)
      if (snapshot.screenshot && !plan.pictures.has(snapshot.screenshot))
        plan.pictures.set(snapshot.screenshot, name)
    }
  }
  return plan
}

/** Systems that know no difference between cases or between forms of a letter must not mix two up. */
const folded = (name: string): string => name.normalize('NFKC').toLowerCase()

function freeName({ title, url, capturedAt }: Snapshot, taken: Set<string>): string {
  const shown = title || (URL.canParse(url) ? new URL(url).hostname : '')
  const base = exportName(shorten(shown.toWellFormed().normalize('NFC')), capturedAt, '').slice(
    0,
    -1,
  )
  let name = base
  for (let n = 2; taken.has(folded(name)); n++) name = `${base} ${n}`
  taken.add(folded(name))
  return `pages/${name}`
}

/** As many whole characters as fit. */
function shorten(title: string): string {
  let bytes = 0
  let short = ''
  for (const character of title) {
    bytes += new TextEncoder().encode(character).length
    if (bytes > MAX_BYTES) return short
    short += character
  }
  return short
}
