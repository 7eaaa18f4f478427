import { LinkshotError } from '../model/error.ts'
import type { Job, ResourcesJob } from '../model/job.ts'
import type { Link } from '../model/link.ts'
import { noteWith } from '../model/note.ts'
import type { Snapshot, StoredBlob } from '../model/snapshot.ts'
import { linkIdAt, newUid } from '../shared/ids.ts'
import { act, type Recorder } from './act.ts'
import { missingPart, stillOpen } from './arrivals.ts'
import { canonicalOf } from './canonical-of.ts'
import { db, type TextRow, type ThumbRow } from './database.ts'
import { spare } from './garbage-round.ts'
import { linkWithKey, similarKeysOf } from './link-keys.ts'
import { ensureTags } from './tags.ts'
import { refreshLink } from './undo.ts'
import { addVerifyJob } from './verify-jobs.ts'

/** Everything of one capture that is stored at once; encoded before, so that nothing is awaited inside. */
export interface NewCapture {
  /** The link's canonical address; ignored where `linkId` names the link. */
  urlKey: string
  linkId: number | undefined
  /** What the page's canonical link says, '' for nothing. */
  canonical: string
  lang: string
  tags: string[]
  /** Text of the page to add to the link's note, '' for none. */
  quote: string
  /** The act that asked for it, '' where keeping is the act itself. */
  of: string
  snapshot: Omit<Snapshot, 'linkId' | 'sizes'>
  bodies: StoredBlob[]
  text: TextRow
  thumb: ThumbRow | undefined
  /** Hash of the site's icon, '' where it has not come yet. */
  icon: string
  job: Omit<ResourcesJob, 'linkId'>
  /** Job that stood for this capture until now. */
  replaces: string
}

export interface SavedCapture {
  linkId: number
  actId: string
}

/**
 * Stores a capture: bodies, text, picture, snapshot, link and job in one transaction, undone as one act. Where its
 * job has nothing left to do, the snapshot is complete. Keys of links have to be those of today (`rekeyLinks`).
 */
export async function saveCapture(capture: NewCapture): Promise<SavedCapture> {
  const { snapshot } = capture
  const keep = async (recorder: Recorder) => {
    const link = await linkFor(capture)
    const added = await putBodies(capture.bodies)
    const tags = await ensureTags(recorder, capture.tags)
    const thumb = capture.thumb ? { thumb: capture.thumb.snapshot } : {}
    await putRest(capture, link.id)
    await recorder.put('links', {
      ...link,
      icon: capture.icon || link.icon,
      title: titleOf(link, snapshot),
      note: noteWith(link.note, capture.quote),
      canonical: await canonicalOf(link, snapshot, capture.canonical),
      lang: capture.lang || link.lang,
      tags: [...new Set([...link.tags, ...tags])],
      state: link.state === 'trash' ? link.stateBeforeTrash : link.state,
      latest: snapshot.uid,
      versions: link.versions + 1,
      updatedAt: snapshot.capturedAt,
    })
    // As late as a row can tell how long it took: what remains is the commit itself.
    const sizes = sizesOf(capture, added)
    await recorder.put('snapshots', { ...endOf(capture), ...thumb, linkId: link.id, sizes })
    await refreshLink(link.id)
    return link.id
  }
  const { actId, value } = await act('keep', keep, '', capture.of)
  return { linkId: value, actId }
}

/**
 * What a link was called where it was found stands until its page is there, unless somebody changed the link; what
 * a site calls an error is no name for it.
 */
function titleOf(
  { title, versions, createdAt, updatedAt }: Link,
  { title: ofPage, notices }: NewCapture['snapshot'],
): string {
  const untouched = versions === 0 && updatedAt === createdAt
  const isError = notices.some(({ kind }) => kind === 'http-status')
  return untouched && !isError ? ofPage || title : title || ofPage
}

/** The snapshot at this moment: complete where nothing is left to do. */
function endOf({ snapshot, job }: NewCapture): NewCapture['snapshot'] {
  const ack = Date.now() - job.startedAt
  if (!isComplete(job)) return { ...snapshot, timings: { ...snapshot.timings, ack } }
  return {
    ...snapshot,
    status: 'complete',
    missing: [...snapshot.missing, ...job.wanted.flatMap(missingPart)],
    timings: { ...snapshot.timings, ack, complete: ack },
  }
}

const isComplete = (job: NewCapture['job']): boolean => stillOpen(job) === 'nothing'

async function putRest({ snapshot, text, thumb, job, replaces }: NewCapture, linkId: number) {
  await spare([text.hash])
  await db.texts.put(text)
  if (thumb) await putThumb(thumb)
  if (isComplete(job)) await addVerifyJob({ ...snapshot, linkId }, Date.now())
  else await db.jobs.put({ ...job, linkId } satisfies Job)
  await db.jobs.delete(replaces)
}

/** Stores a small picture unless it is there. Call it in a transaction. */
export async function putThumb(thumb: ThumbRow): Promise<void> {
  await spare([thumb.snapshot])
  const there = await db.thumbs.where('snapshot').equals(thumb.snapshot).count()
  if (there === 0) await db.thumbs.put(thumb)
}

async function linkFor({ snapshot, linkId, urlKey }: NewCapture): Promise<Link> {
  if (linkId === undefined) {
    const { url, title, capturedAt: at } = snapshot
    const known = await linkWithKey(urlKey)
    return known ?? blankLink({ url, urlKey, title, at })
  }
  const link = await db.links.get(linkId)
  // Deleted while its page was being opened: it must not come back.
  if (!link) throw new LinkshotError('not-found', `link ${linkId}`)
  return link
}

/** A link row not stored yet. Call it in a transaction: its id is the first free one of its millisecond. */
export async function blankLink(from: NewLink): Promise<Link> {
  let id = linkIdAt(from.at)
  while (await db.links.get(id)) id++
  return newLink(id, from)
}

export interface NewLink {
  url: string
  urlKey: string
  title: string
  at: number
}

/** A link's row as it is before anything is known of its page. */
export function newLink(id: number, from: NewLink): Link {
  return {
    id,
    uid: newUid(),
    url: from.url,
    urlKey: from.urlKey,
    canonical: '',
    similarKeys: similarKeysOf({ url: from.url, canonical: '' }),
    title: from.title,
    lang: '',
    note: '',
    state: 'inbox',
    stateBeforeTrash: 'inbox',
    starred: 0,
    tags: [],
    icon: '',
    createdAt: from.at,
    updatedAt: from.at,
    latest: '',
    versions: 0,
  }
}

/**
 * Stores the bodies that are not there yet. Call it in a transaction.
 * @returns hashes of those that were new
 */
export async function putBodies(bodies: StoredBlob[]): Promise<Set<string>> {
  const unique = [...new Map(bodies.map((body) => [body.hash, body])).values()]
  const hashes = unique.map(({ hash }) => hash)
  await spare(hashes)
  // Asked for one by one, all at once: a cursor over many keys takes ten times as long.
  const counts = await Promise.all(
    hashes.map((hash) => db.blobs.where('hash').equals(hash).count()),
  )
  const fresh = unique.filter((_, at) => counts[at] === 0)
  await db.blobs.bulkPut(fresh)
  return new Set(fresh.map(({ hash }) => hash))
}

/** Documents and resources count; the screenshot is reported apart. */
function sizesOf({ bodies, snapshot }: NewCapture, added: Set<string>): Snapshot['sizes'] {
  const counted = [...new Map(bodies.map((body) => [body.hash, body])).values()].filter(
    ({ hash }) => hash !== snapshot.screenshot,
  )
  const sum = (rows: StoredBlob[], field: 'bytes' | 'stored') =>
    rows.reduce((total, row) => total + row[field], 0)
  return {
    raw: sum(counted, 'bytes'),
    stored: sum(counted, 'stored'),
    added: sum(
      counted.filter(({ hash }) => added.has(hash)),
      'stored',
    ),
  }
}
