import { beforeEach, describe, expect, it } from 'vitest'
import { bodiesLacking } from '../../utils/db/body-queries.ts'
import { collectGarbage } from '../../utils/db/collect-garbage.ts'
import { db } from '../../utils/db/database.ts'
import { freeBodies } from '../../utils/db/free-bodies.ts'
import { freeableBytes } from '../../utils/db/freeable-bodies.ts'
import { isRoundLeft } from '../../utils/db/garbage-round.ts'
import { deleteLinks } from '../../utils/db/link-acts.ts'
import { startTracking } from '../../utils/db/replica/start-tracking.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { isFreed, noteOpened, queueDownloads } from '../../utils/db/transfers.ts'
import { undoAct } from '../../utils/db/undo.ts'
import type { StoredBlob } from '../../utils/model/snapshot.ts'
import { SyncFailure } from '../../utils/model/sync-failure.ts'
import { freeHere, freeWhenShort } from '../../utils/sync/service/free-here.ts'
import { AT, newCapture, textBody } from '../support/rows.ts'

const MB = 1024 * 1024
let shared: StoredBlob

beforeEach(async () => {
  await db.delete()
  await db.open()
  await startTracking('a1b2c3d4')
  shared = await textBody('a picture of both', 'image/png')
})

/** Keeps a page, one that has the shared picture where asked for. */
async function keep(uid: string, { hours = 0, withShared = false, icon = '' } = {}) {
  const capture = await newCapture(uid, {
    urlKey: `https://example.com/${uid}`,
    capturedAt: AT + hours * 3600_000,
    icon,
  })
  const { hash, type, bytes } = shared
  const picture = {
    cid: 'p',
    kind: 'image',
    url: 'https://example.com/p',
    type,
    hash,
    bytes,
  } as const
  return saveCapture({
    ...capture,
    bodies: [...capture.bodies, ...(withShared ? [shared] : [])],
    snapshot: { ...capture.snapshot, resources: withShared ? [picture] : [] },
  })
}

/** As a pass leaves it. */
async function send(): Promise<void> {
  await db.records.toCollection().modify((row) => {
    delete row.unsent
    delete row.pending
  })
  await db.transfers.clear()
}

/** A server that has all bodies but these; `meanwhile` happens while it is asked. */
function cloud(lacking: string[] = [], meanwhile = async () => {}) {
  const asked: string[] = []
  const missing = async (hashes: string[]) => {
    asked.push(...hashes)
    await meanwhile()
    const quota = { records: 0, mostRecords: 0, bytes: 0, mostBytes: 0 }
    return {
      protocol: 1,
      now: 0,
      epoch: '',
      missing: hashes.filter((hash) => lacking.includes(hash)),
      quota,
    }
  }
  const unused = () => Promise.reject(new Error('not asked for'))
  const others = {
    push: unused,
    pull: unused,
    fetch: unused,
    digest: unused,
    bodies: unused,
    reset: unused,
  }
  return { asked, server: { ...others, missing } }
}

const htmlOf = async (uid: string) => (await db.snapshots.get(uid))?.frames[0]?.html ?? ''
const here = async () => new Set(await db.blobs.toCollection().primaryKeys())
const uploads = async () =>
  (await db.transfers.where('way').equals('up').toArray()).map(({ id }) => id)

describe('freeing space', () => {
  it('removes what the server confirms, and neither texts nor small pictures', async () => {
    await keep('one')
    await send()
    const bytes = await freeableBytes()
    const { asked, server } = cloud()
    expect(await freeHere({ server })).toEqual({ bytes, unconfirmed: 0 })
    expect(bytes).toBeGreaterThan(0)
    expect(asked).toEqual([await htmlOf('one')])
    expect([await db.blobs.count(), await db.texts.count(), await db.thumbs.count()]).toEqual([
      0, 1, 1,
    ])
    expect(await bodiesLacking('one')).toEqual([await htmlOf('one')])
    expect(await isFreed('one')).toBe(true)
    expect(await freeableBytes()).toBe(0)
    expect(await isRoundLeft()).toBe(false)
  })

  it('leaves what was not sent yet, and what it shares', async () => {
    await keep('sent', { withShared: true })
    await send()
    await keep('unsent', { withShared: true })
    await freeHere(cloud())
    expect(await here()).toEqual(new Set([shared.hash, await htmlOf('unsent')]))
  })

  it('leaves a version of which the server lacks something, and sends it again', async () => {
    await keep('lacking', { withShared: true })
    await keep('whole', { withShared: true })
    await send()
    const lost = await htmlOf('lacking')
    expect(await freeHere(cloud([lost]))).toMatchObject({ unconfirmed: 1 })
    expect(await here()).toEqual(new Set([shared.hash, lost]))
    expect(await uploads()).toEqual(['up:lacking'])
  })

  it('removes a shared body with the last version that has it', async () => {
    await keep('one', { withShared: true })
    await keep('two', { withShared: true, hours: 1 })
    await send()
    await freeHere(cloud())
    expect(await here()).toEqual(new Set())
  })

  it('takes nothing where the server can not be asked', async () => {
    await keep('one')
    await send()
    const offline = cloud([], () => Promise.reject(new SyncFailure('offline')))
    expect(await freeHere(offline)).toEqual({ reason: 'offline' })
    expect(await db.blobs.count()).toBe(1)
    expect((await db.replica.get('status')) as object).not.toHaveProperty('freeing')
  })

  it('leaves what comes to be needed while the server is asked', async () => {
    await keep('old', { withShared: true })
    await send()
    let kept = false
    await freeHere(
      cloud([], async () => {
        if (!kept) await keep('new', { withShared: true })
        kept = true
      }),
    )
    expect(await here()).toEqual(new Set([shared.hash, await htmlOf('new')]))
  })

  it('leaves what comes to be needed between two versions', async () => {
    await keep('first')
    await keep('second', { withShared: true, hours: 1 })
    await send()
    let keeping: Promise<unknown> | undefined
    const confirmed = { there: await here(), lacking: new Set<string>() }
    await freeBodies({
      confirmed,
      wanted: Number.POSITIVE_INFINITY,
      onFreed: () => {
        keeping ??= keep('meanwhile', { withShared: true })
      },
    })
    await keeping
    // It is there in any case: kept, or stored anew by whoever kept the page.
    expect(await here()).toContain(shared.hash)
    expect(await bodiesLacking('meanwhile')).toEqual([])
  })

  it('leaves icons, and what undo would put back', async () => {
    const { linkId } = await keep('deleted', { withShared: true })
    await keep('other', { withShared: true })
    const icon = await textBody('icon', 'image/png')
    await db.blobs.put(icon)
    await keep('iconic', { icon: icon.hash })
    const { actId } = await deleteLinks([linkId])
    await send()
    await freeHere(cloud())
    await undoAct(actId)
    expect(await here()).toEqual(new Set([shared.hash, icon.hash, await htmlOf('deleted')]))
  })

  it('begins anew where somebody undoes meanwhile', async () => {
    const { actId } = await keep('undone')
    await keep('one', { hours: 1 })
    await keep('two', { hours: 2 })
    await send()
    let undoing: Promise<void> | undefined
    const confirmed = { there: await here(), lacking: new Set<string>() }
    await freeBodies({
      confirmed,
      wanted: Number.POSITIVE_INFINITY,
      onFreed: () => {
        undoing ??= undoAct(actId)
      },
    })
    await undoing
    await collectGarbage()
    expect(await db.blobs.count()).toBe(0)
    expect(await isRoundLeft()).toBe(false)
  })

  it('begins with what was not needed for longest, and ends where there is enough', async () => {
    await keep('oldest')
    await keep('older', { hours: 1 })
    await keep('newest', { hours: 2 })
    await send()
    await noteOpened('oldest', AT + 3 * 3600_000)
    const { stored } = (await db.blobs.get(await htmlOf('older'))) ?? { stored: 0 }
    await freeHere(cloud(), stored)
    expect(await here()).toEqual(new Set([await htmlOf('oldest'), await htmlOf('newest')]))
  })

  it('does so by itself where space is short, once an hour', async () => {
    await keep('one')
    await send()
    await freeWhenShort(cloud(), { quota: 9000 * MB, usage: 8000 * MB })
    expect(await db.blobs.count()).toBe(1)
    await freeWhenShort(cloud(), { quota: 9000 * MB, usage: 8600 * MB })
    expect(await db.blobs.count()).toBe(0)
    await keep('two')
    await send()
    await freeWhenShort(cloud(), { quota: 9000 * MB, usage: 8990 * MB })
    expect(await db.blobs.count()).toBe(1)
  })

  it('marks versions until somebody opens them or chooses anew what is fetched', async () => {
    await keep('one')
    await keep('two')
    await send()
    await freeHere(cloud())
    await noteOpened('one')
    expect([await isFreed('one'), await isFreed('two')]).toEqual([false, true])
    await queueDownloads()
    expect(await isFreed('two')).toBe(false)
  })
})
