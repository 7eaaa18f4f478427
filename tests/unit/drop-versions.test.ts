import { beforeEach, describe, expect, it } from 'vitest'
import { freeSpace } from '../../utils/db/collect-garbage.ts'
import { db } from '../../utils/db/database.ts'
import { dropVersions } from '../../utils/db/drop-versions.ts'
import { trashLinks } from '../../utils/db/link-acts.ts'
import { linkById, snapshotsOf } from '../../utils/db/queries.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { readStorageIndex } from '../../utils/db/storage-index.ts'
import { planDrop, storageShares } from '../../utils/db/storage-shares.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { newCapture, textBody, wantedBody } from '../support/rows.ts'

const DAY = 86_400_000
const NOW = 1_760_000_000_000

beforeEach(async () => {
  await db.delete()
  await db.open()
})

/** Keeps a version; `shared` is a body that all versions with it refer to. */
async function keep(
  page: string,
  daysAgo: number,
  { size = 100, shared = '', tags = [] as string[], ended = true } = {},
): Promise<{ linkId: number; uid: string }> {
  const url = `https://${page}`
  const uid = `${page} ${daysAgo}`
  const picture = await textBody(`${uid} ${randomText(size)}`, 'image/jpeg')
  const bodies = [picture, ...(shared ? [await textBody(shared)] : [])]
  const wanted = ended ? [] : [wantedBody('late')]
  const capturedAt = NOW - daysAgo * DAY
  const capture = await newCapture(uid, { urlKey: url, capturedAt, tags, wanted })
  const resources = bodies.slice(1).map(({ hash, type, bytes }) => ({
    ...{ cid: 'shared', kind: 'image' as const, url, type, hash, bytes },
  }))
  const { linkId } = await saveCapture({
    ...capture,
    bodies: [...capture.bodies, ...bodies],
    snapshot: { ...capture.snapshot, url, screenshot: picture.hash, resources },
  })
  return { linkId, uid }
}

/** What gzip can't make smaller. */
function randomText(length: number): string {
  let seed = length
  return Array.from({ length }, () => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return String.fromCharCode(33 + (seed % 90))
  }).join('')
}

const read = (signal = new AbortController().signal) =>
  readStorageIndex({ tell: () => undefined, signal })
const bytesStored = async () =>
  (await db.blobs.toArray()).reduce((sum, { stored }) => sum + stored, 0)

describe('what sites, tags and links take', () => {
  it('adds up to all that is stored, largest first', async () => {
    const big = await keep('a.example/1', 1, { size: 9000, tags: ['x'], shared: 'both have it' })
    await keep('a.example/2', 1, { tags: ['x', 'y'], shared: 'both have it' })
    await keep('b.example/3', 1, { size: 500 })
    const { sites, tags, largest } = storageShares(await read())
    expect(sites.map(({ key, links }) => [key, links])).toEqual([
      ['a.example', 2],
      ['b.example', 1],
    ])
    expect(sites.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(await bytesStored())
    expect(tags.map(({ links }) => links)).toEqual([2, 1])
    expect(tags[0]?.bytes).toBe(sites[0]?.bytes)
    expect(largest[0]?.link.id).toBe(big.linkId)
  })

  it('lists no link of the trash as one that could go', async () => {
    await trashLinks([(await keep('a.example/1', 1)).linkId])
    expect(storageShares(await read())).toMatchObject({ largest: [], sites: [{ links: 1 }] })
  })

  it('is nothing in an empty library', async () => {
    expect(storageShares(await read())).toEqual({ sites: [], tags: [], largest: [] })
    expect(planDrop(await read(), { keep: 1 })).toEqual({ uids: [], links: 0, bytes: 0 })
  })

  it('reads bodies of one size, however many these are', async () => {
    const row = { type: '', encoding: 'identity', body: new ArrayBuffer(0), bytes: 7 } as const
    const hashes = Array.from({ length: 60 }, (_, n) => String(n))
    await db.blobs.bulkAdd(hashes.map((hash, n) => ({ ...row, hash, stored: n < 50 ? 7 : 9 })))
    const { signal } = new AbortController()
    const { sizes } = await readStorageIndex({ tell: () => undefined, signal, bodies: 10 })
    expect(sizes).toHaveLength(60)
  })

  it('ends when it is told to', async () => {
    await keep('a.example/1', 1)
    await expect(read(AbortSignal.abort(new Error('left')))).rejects.toThrow('left')
  })
})

describe('old versions that are dropped', () => {
  it('are those beyond the newest ones of each link', async () => {
    for (const days of [1, 2, 3, 4]) await keep('a.example/1', days)
    await keep('b.example/2', 900)
    const plan = planDrop(await read(), { keep: 2 }, NOW)
    expect(plan.uids.toSorted()).toEqual(['a.example/1 3', 'a.example/1 4'])
    expect(plan.links).toBe(1)
  })

  it('are those older than some days, but never the newest', async () => {
    for (const days of [1, 40, 80]) await keep('a.example/1', days)
    for (const days of [100, 200]) await keep('b.example/2', days)
    const plan = planDrop(await read(), { olderThanDays: 50 }, NOW)
    expect(plan.uids.toSorted()).toEqual(['a.example/1 80', 'b.example/2 200'])
  })

  it('bring just as many bytes as was said, once the space is freed', async () => {
    for (const days of [1, 2, 3])
      await keep('a.example/1', days, { size: 500 * days, shared: 'all have it' })
    await keep('b.example/2', 5, { shared: 'all have it' })
    const before = await bytesStored()
    const plan = planDrop(await read(), { keep: 1 }, NOW)
    expect(await dropVersions(plan.uids)).toMatchObject({ dropped: 2 })
    expect(await bytesStored()).toBe(before)
    await freeSpace()
    expect(before - (await bytesStored())).toBe(plan.bytes)
  })

  it('come back by undo', async () => {
    const { linkId } = await keep('a.example/1', 2)
    await keep('a.example/1', 1)
    const before = [await linkById(linkId), await snapshotsOf(linkId)]
    const { actId } = await dropVersions(planDrop(await read(), { keep: 1 }, NOW).uids)
    expect(await linkById(linkId)).toMatchObject({ versions: 1, latest: 'a.example/1 1' })
    await undoAct(actId)
    expect([await linkById(linkId), await snapshotsOf(linkId)]).toEqual(before)
  })

  it('never are the newest by then, those that are not complete, or unknown ones', async () => {
    const { linkId, uid } = await keep('a.example/1', 2)
    const half = await keep('b.example/2', 4, { ended: false })
    await keep('b.example/2', 3)
    expect(planDrop(await read(), { keep: 1 }, NOW).uids).toEqual([])
    expect(await dropVersions([uid, half.uid, 'nobody'])).toMatchObject({ dropped: 0 })
    expect(await linkById(linkId)).toMatchObject({ versions: 1 })
  })
})
