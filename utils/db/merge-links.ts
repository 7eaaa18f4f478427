import type { Link } from '../model/link.ts'
import { combineNotes } from '../record/combine-notes.ts'
import { act, type Recorder } from './act.ts'
import { present } from './change-links.ts'
import { db } from './database.ts'
import { dropLinkJobs } from './link-jobs.ts'
import { noteMerger } from './replica/mergers.ts'
import { refreshLink } from './undo.ts'

/**
 * Makes several links one: `keep` gets versions, tags, notes and star of the others, which go.
 * @throws LinkshotError 'not-found' where one is not there
 */
export async function mergeLinks(keep: number, others: number[]): Promise<{ actId: string }> {
  return act('merge-links', (recorder) => merge(recorder, keep, others))
}

async function merge(recorder: Recorder, keep: number, others: number[]): Promise<void> {
  const ids = [...new Set(others)].filter((id) => id !== keep)
  const [keeper, ...merged] = (await db.links.bulkGet([keep, ...ids])).map(present)
  if (!keeper) return
  for (const { uid } of merged) noteMerger(uid, keeper.uid)
  for (const id of ids) await moveVersions(recorder, id, keep)
  await moveJobs(ids, keep)
  const after = merged.reduce(takeOver, keeper)
  await recorder.put('links', { ...after, updatedAt: Date.now() })
  await recorder.removeAll('links', merged)
  await refreshLink(keep)
}

/** A link with all that another has, its versions aside; what the first says itself stays. */
const takeOver = (keeper: Link, other: Link): Link => ({
  ...keeper,
  title: keeper.title || other.title,
  note: combineNotes(keeper.note, other.note),
  tags: [...new Set([...keeper.tags, ...other.tags])],
  starred: keeper.starred || other.starred,
  state: keeper.state === 'trash' ? other.state : keeper.state,
  icon: keeper.icon || other.icon,
})

async function moveVersions(recorder: Recorder, from: number, to: number): Promise<void> {
  const versions = await db.snapshots
    .where('[linkId+capturedAt]')
    .between([from, -Infinity], [from, Infinity])
    .toArray()
  const moved = versions.map((version) => ({ ...version, linkId: to }))
  await recorder.putAll('snapshots', moved, versions)
}

/** What is still being fetched goes on for the other link; pages not opened yet are no longer wanted. */
async function moveJobs(from: number[], to: number): Promise<void> {
  await dropLinkJobs(from)
  await db.jobs.where('linkId').anyOf(from).modify({ linkId: to })
}
