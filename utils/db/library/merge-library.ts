import type { Act } from '../../model/act.ts'
import { newUid } from '../../shared/ids.ts'
import { inParts } from '../act.ts'
import { db } from '../database.ts'
import { refreshLink } from '../undo.ts'
import type { Imported } from './import-rows.ts'
import { eachPage, type ImportSource, tagsOf } from './import-source.ts'
import { mergeLinks } from './merge-links.ts'
import { mergeSnapshots } from './merge-snapshots.ts'
import { mergeTags } from './merge-tags.ts'
import type { JobAtRest } from './row-shapes.ts'

/** An import under way: what it changed so far, and which ids became which. */
export interface Merge {
  changes: Act['changes']
  tags: ReadonlyMap<number, number>
  links: Map<number, number>
  /** Links whose newest version and number of versions have to be counted again. */
  touched: Set<number>
  added: number
  merged: number
}

/**
 * Joins an export to the library: same addresses become one link, same paths one tag, and nothing that is
 * there is lost. One act, which can be undone. Its settings and its own history stay out. Call it in a
 * transaction.
 */
export async function mergeLibrary(source: ImportSource): Promise<Imported> {
  const changes: Act['changes'] = []
  const tags = await mergeTags(await tagsOf(source), changes)
  const merge: Merge = { changes, tags, links: new Map(), touched: new Set(), added: 0, merged: 0 }
  await eachPage(source, 'links', (page) => mergeLinks(page, merge))
  let snapshots = 0
  await eachPage(source, 'snapshots', async (page) => {
    snapshots += await mergeSnapshots(page, source.twins, merge)
  })
  await eachPage(source, 'jobs', (page) => mergeJobs(page, merge))
  for (const linkId of merge.touched) await refreshLink(linkId)
  return { links: merge.added, merged: merge.merged, snapshots, actId: await record(changes) }
}

/** Links that still wait for their page wait here too, unless they are known better. */
async function mergeJobs(jobs: JobAtRest[], { links }: Merge): Promise<void> {
  for (const { act: _act, ...job } of jobs) {
    const link = await db.links.get(links.get(job.linkId) ?? -1)
    if (!link || link.versions > 0) continue
    const id = `link-${link.id}`
    const known = await db.jobs.get(id)
    if (!known) await db.jobs.put({ ...job, id, linkId: link.id })
  }
}

/** @returns id of the act, '' if nothing changed */
async function record(changes: Act['changes']): Promise<string> {
  if (changes.length === 0) return ''
  const entry: Act = { id: newUid(), kind: 'import', at: Date.now(), undone: 0, changes }
  await db.journal.bulkAdd(inParts(entry))
  return entry.id
}
