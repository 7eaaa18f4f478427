import type { Snapshot } from '../../model/snapshot.ts'
import { sha256 } from '../../shared/bytes.ts'
import { db } from '../database.ts'
import { canonicalJson } from './canonical-json.ts'

/**
 * Snapshots that have the uid of one in the library and another content, with the uid they get instead.
 * It follows from the content, so that a second import knows them again.
 */
export async function findTwins(pages: AsyncIterable<Snapshot[]>): Promise<Map<string, string>> {
  const twins = new Map<string, string>()
  for await (const page of pages) {
    const known = await db.snapshots.bulkGet(page.map(({ uid }) => uid))
    for (const [index, snapshot] of page.entries()) {
      const there = known[index]
      if (there && contentOf(there) !== contentOf(snapshot))
        twins.set(snapshot.uid, await uidFrom(contentOf(snapshot)))
    }
  }
  return twins
}

/** What makes a version this one and not another. */
const contentOf = ({ url, capturedAt, frames, resources, screenshot, text }: Snapshot): string =>
  canonicalJson({ url, capturedAt, frames, resources, screenshot, text })

async function uidFrom(content: string): Promise<string> {
  const hash = await sha256(new TextEncoder().encode(content))
  const cuts = [0, 8, 12, 16, 20, 32]
  return cuts
    .slice(1)
    .map((end, index) => hash.slice(cuts[index], end))
    .join('-')
}
