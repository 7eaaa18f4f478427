import type { Link, LinkState } from '../model/link.ts'
import { act, type Recorder } from './act.ts'
import { changeLinks } from './change-links.ts'
import { db } from './database.ts'
import { completeSnapshot } from './jobs.ts'
import { dropLinkJobs } from './link-jobs.ts'
import { linkWithKey } from './link-keys.ts'
import { rekeyLinks } from './rekey-links.ts'
import { blankLink } from './save-capture.ts'
import { ensureTags } from './tags.ts'

/** Adds a link without a page, or finds the one that is there. */
export async function addLink(from: {
  url: string
  urlKey: string
  title: string
  tags: string[]
  at: number
}): Promise<{ actId: string; linkId: number; already: boolean }> {
  await rekeyLinks()
  const { actId, value } = await act('add-link', async (recorder) => {
    const known = await linkWithKey(from.urlKey)
    const tags = await ensureTags(recorder, from.tags)
    const link = known ?? (await blankLink(from))
    if (!known || tags.some((id) => !known.tags.includes(id)) || known.state === 'trash') {
      await recorder.put('links', withTags(revived(link), tags, from.at))
    }
    return { linkId: link.id, already: known !== undefined }
  })
  return { actId, ...value }
}

const revived = (link: Link): Link =>
  link.state === 'trash' ? { ...link, state: link.stateBeforeTrash } : link

const withTags = (link: Link, tags: number[], at: number): Link => ({
  ...link,
  tags: [...new Set([...link.tags, ...tags])],
  updatedAt: at,
})

/** Changes links' own fields. */
export async function editLinks(
  linkIds: number[],
  patch: { title?: string; note?: string; starred?: 0 | 1; state?: LinkState },
): Promise<{ actId: string }> {
  return act('edit-link', (recorder) =>
    changeLinks(recorder, linkIds, (link) => ({ ...link, ...patch })),
  )
}

/** Adds tags by name and takes tags away by id. */
export async function tagLinks(
  linkIds: number[],
  add: string[],
  remove: number[],
): Promise<{ actId: string }> {
  return act('tag-link', async (recorder) => {
    const added = await ensureTags(recorder, add)
    await changeLinks(recorder, linkIds, (link) => ({
      ...link,
      tags: [...new Set([...link.tags, ...added])].filter((id) => !remove.includes(id)),
    }))
  })
}

export async function trashLinks(linkIds: number[]): Promise<{ actId: string }> {
  return act('trash', async (recorder) => {
    await changeLinks(recorder, linkIds, (link) =>
      link.state === 'trash' ? link : { ...link, state: 'trash', stateBeforeTrash: link.state },
    )
    // A page kept from now on would take its link out of the trash.
    await dropLinkJobs(linkIds)
  })
}

export async function restoreLinks(linkIds: number[]): Promise<{ actId: string }> {
  return act('restore', (recorder) => changeLinks(recorder, linkIds, revived))
}

/** As many links as are read and deleted at once. */
const PAGE = 200

/** Deletes links with all their versions; bodies stay until the act can't be undone any more. */
export async function deleteLinks(linkIds: number[]): Promise<{ actId: string }> {
  const ids = [...new Set(linkIds)]
  return act('delete', async (recorder) => {
    for (let from = 0; from < ids.length; from += PAGE) {
      await deletePage(recorder, ids.slice(from, from + PAGE))
    }
  })
}

async function deletePage(recorder: Recorder, ids: number[]): Promise<void> {
  const versions = () =>
    db.snapshots
      .where('[linkId+capturedAt]')
      .inAnyRange(
        ids.map((id) => [
          [id, -Infinity],
          [id, Infinity],
        ]),
      )
      .toArray()
  for (const { uid, status } of await versions()) {
    // Its job goes; a version brought back by undo says what it lacks.
    if (status === 'partial') await completeSnapshot(uid)
  }
  await recorder.removeAll('snapshots', await versions())
  await recorder.removeAll(
    'links',
    (await db.links.bulkGet(ids)).filter((link) => link !== undefined),
  )
  await db.jobs.where('linkId').anyOf(ids).delete()
}
