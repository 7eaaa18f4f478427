import { type Chunk, linesOf } from '../../db/library/chunks.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { PagePlan } from './plan-pages.ts'
import type { Volumes } from './volumes.ts'

/** Makes a file that opens anywhere of a kept page. */
export type MakePage = (snapshot: Snapshot) => Promise<Blob>

/**
 * Every version as an HTML file that opens anywhere, one after the other.
 * @returns uids of those that were written; a page without its document has none
 */
export async function writePages(
  chunks: readonly Chunk[],
  makePage: MakePage,
  { volumes, plan, step }: { volumes: Volumes; plan: PagePlan; step: () => void },
): Promise<Set<string>> {
  const written = new Set<string>()
  for (const chunk of chunks) {
    if (chunk.table !== 'snapshots') continue
    for (const line of await linesOf(chunk)) {
      step()
      const snapshot = JSON.parse(line) as Snapshot
      const html = await makePage(snapshot).catch(() => undefined)
      if (!html) continue
      await volumes.add(`${plan.pages.get(snapshot.uid)}.html`, html, 'deflate')
      written.add(snapshot.uid)
    }
  }
  return written
}
