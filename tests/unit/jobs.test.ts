import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { storeOrGiveUp } from '../../utils/capture/store-or-give-up.ts'
import { limited, MOST_BODIES } from '../../utils/db/arrivals.ts'
import { db } from '../../utils/db/database.ts'
import {
  completeOrphans,
  completeSnapshot,
  resourcesJob,
  snapshotComplete,
  storeArrivals,
  storeDelivery,
} from '../../utils/db/jobs.ts'
import { linkById } from '../../utils/db/queries.ts'
import { type SavedCapture, saveCapture } from '../../utils/db/save-capture.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { AT, arrived, newCapture, wantedBody } from '../support/rows.ts'

const arrivals = async (...cids: string[]) => ({
  kept: await Promise.all(cids.map((cid) => arrived(cid))),
  failed: [],
  more: [],
})
const cids = async () => (await db.snapshots.get('a'))?.resources.map(({ cid }) => cid)
let saved: SavedCapture

beforeEach(async () => {
  await db.delete()
  await db.open()
  const wanted = [wantedBody('one'), wantedBody('two')]
  saved = await saveCapture(await newCapture('a', { wanted }))
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('bodies that arrive', () => {
  it('are stored with their snapshot and wanted no more', async () => {
    await storeArrivals('a', await arrivals('one'))
    expect(await cids()).toEqual(['one'])
    expect((await resourcesJob('a'))?.wanted).toMatchObject([{ cid: 'two' }])
    expect((await db.snapshots.get('a'))?.sizes).toEqual({ raw: 4, stored: 4, added: 4 })
  })

  it('twice change nothing the second time', async () => {
    await storeArrivals('a', await arrivals('one'))
    const before = await db.snapshots.get('a')
    await storeArrivals('a', await arrivals('one'))
    expect(await db.snapshots.get('a')).toEqual(before)
  })

  it('twice in one batch are stored once', async () => {
    await storeArrivals('a', await arrivals('one', 'one'))
    expect(await cids()).toEqual(['one'])
  })

  it('at the same time in two calls are both kept', async () => {
    const [one, two] = [await arrivals('one'), await arrivals('two')]
    await Promise.all([storeArrivals('a', one), storeArrivals('a', two)])
    expect((await cids())?.toSorted()).toEqual(['one', 'two'])
    expect((await resourcesJob('a'))?.wanted).toEqual([])
  })

  it('after the keep was undone are dropped', async () => {
    await undoAct(saved.actId)
    const bodies = await db.blobs.count()
    expect(await storeArrivals('a', await arrivals('one'))).toEqual([])
    expect(await db.blobs.count()).toBe(bodies)
    expect(await db.jobs.count()).toBe(0)
  })

  it('after completion are dropped', async () => {
    await completeSnapshot('a')
    await storeArrivals('a', await arrivals('one'))
    expect(await cids()).toEqual([])
  })

  it('may be the icon of the link', async () => {
    const icon = await arrived('one', 'icon', 'icon')
    await storeArrivals('a', { kept: [icon], failed: [], more: [] })
    expect((await linkById(saved.linkId))?.icon).toBe(icon.body.hash)
  })

  it('may ask for more, once each', async () => {
    const more = [wantedBody('three'), wantedBody('three'), wantedBody('two')]
    const asked = await storeArrivals('a', { ...(await arrivals('one')), more })
    expect(asked.map(({ cid }) => cid)).toEqual(['three'])
    expect(await resourcesJob('a')).toMatchObject({ total: 3, wanted: [{ cid: 'two' }, asked[0]] })
  })

  it('without end are cut off, and that is told', async () => {
    const more = Array.from({ length: MOST_BODIES }, (_, i) => wantedBody(`x${i}`))
    const asked = await storeArrivals('a', { ...(await arrivals('one')), more })
    expect(asked).toHaveLength(MOST_BODIES - 2)
    expect((await db.snapshots.get('a'))?.missing).toMatchObject([
      { reason: 'too-many', detail: '+ 1' },
    ])
  })

  it('that find no room on the disk are noted as missing', async () => {
    const full = new DOMException('full', 'QuotaExceededError')
    vi.spyOn(db.blobs, 'bulkPut').mockRejectedValueOnce(full)
    expect((await storeOrGiveUp('a', await arrivals('one'))).more).toEqual([])
    await completeSnapshot('a')
    const row = await db.snapshots.get('a')
    expect(row).toMatchObject({ status: 'complete', resources: [] })
    expect(row?.missing.map(({ reason }) => reason)).toEqual(['disk-full', 'interrupted'])
  })
})

describe('a list of bodies', () => {
  it('within its limit is left alone', () => {
    const bodies = [wantedBody('a')]
    expect(limited(bodies, 1)).toEqual({ more: bodies, tooMany: [] })
  })

  it('with no room at all gives one entry', () => {
    expect(limited([wantedBody('a')], -3).tooMany).toEqual([
      { kind: 'image', url: 'https://example.com/a', reason: 'too-many' },
    ])
  })
})

describe('a snapshot', () => {
  it('is complete with what is still wanted as missing', async () => {
    const failed = [wantedBody('one', { reason: 'http-error', detail: '404' })]
    await storeArrivals('a', { kept: [], failed, more: [] })
    await completeSnapshot('a', AT + 7)
    expect(await db.snapshots.get('a')).toMatchObject({
      status: 'complete',
      timings: { complete: 7 },
      missing: [{ reason: 'http-error', detail: '404' }, { reason: 'interrupted' }],
    })
    expect(await resourcesJob('a')).toBeUndefined()
  })

  it('does not miss an icon nobody promised, nor choke on an address that is none', async () => {
    const wanted = [
      wantedBody('i', { kind: 'icon', url: 'https://example.com/favicon.ico' }),
      wantedBody('j', { kind: 'icon', url: 'no address' }),
    ]
    await saveCapture(await newCapture('b', { wanted, capturedAt: AT + 1 }))
    await completeSnapshot('b')
    const row = await db.snapshots.get('b')
    expect(row?.missing.map(({ url }) => url)).toEqual(['no address'])
  })

  it('whose job is gone is completed', async () => {
    await db.jobs.clear()
    await completeOrphans()
    expect((await db.snapshots.get('a'))?.status).toBe('complete')
  })

  it('is waited for until it is complete, gone, or time is up', async () => {
    await snapshotComplete('a', 20)
    const waiting = snapshotComplete('a', 60_000)
    await completeSnapshot('a')
    await waiting
    await snapshotComplete('nobody knows it', 60_000)
  })
})

describe('frames', () => {
  it('of one key are counted one by one', async () => {
    const job = await resourcesJob('a')
    if (job) await db.jobs.put({ ...job, fetching: ['0', '0.?', '0.?'] })
    expect(job?.fetching).toEqual(['0'])
    const nothing = { kept: [], failed: [], more: [] }
    const left = async (...done: string[]) => {
      const { open } = await storeDelivery('a', nothing, done)
      return [open, (await resourcesJob('a'))?.fetching]
    }
    expect(await left('0.?')).toEqual(['frames', ['0', '0.?']])
    expect(await left('unknown')).toEqual(['frames', ['0', '0.?']])
    expect(await left('0', '0.?')).toEqual(['rest', []])
  })
})
