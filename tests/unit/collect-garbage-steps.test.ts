import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  collectGarbage,
  collectingSteps,
  resumeCollecting,
} from '../../utils/db/collect-garbage.ts'
import { db } from '../../utils/db/database.ts'
import { isRoundLeft } from '../../utils/db/garbage-round.ts'
import { storeArrivals } from '../../utils/db/jobs.ts'
import { deleteLinks } from '../../utils/db/link-acts.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { undoAct } from '../../utils/db/undo.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { arrived, newCapture, textBody, wantedBody } from '../support/rows.ts'

/** So small that a library of a few pages takes many steps and rounds. */
const SMALL = { keys: 4, rows: 2 }

/** Few bodies, so that pages share them. */
const body = fc.nat(5).map((n) => `body ${n}`)
const page = fc.record({ images: fc.array(body, { maxLength: 3 }), text: fc.nat(3) })
const library = fc.record({
  pages: fc.array(page, { minLength: 1, maxLength: 4 }),
  garbage: fc.array(fc.nat(9), { maxLength: 6 }),
  deleted: fc.array(fc.nat(3), { maxLength: 3 }),
})
type Library = typeof library extends fc.Arbitrary<infer T> ? T : never
type Page = Library['pages'][number]

let kept = 0

/** Keeps a page as the extension does: first its document, then its images. */
async function keep({ images, text }: Page): Promise<{ linkId: number; actId: string }> {
  const name = `page ${++kept}`
  const shared = await newCapture(`text ${text}`)
  const capture = await newCapture(name, {
    urlKey: `https://example.com/${name}`,
    wanted: images.map((image, n) => wantedBody(`${n} ${image}`)),
  })
  const saved = await saveCapture({
    ...capture,
    text: shared.text,
    thumb: shared.thumb,
    snapshot: { ...capture.snapshot, text: shared.text.hash },
  })
  const arrivals = await Promise.all(images.map((image, n) => arrived(`${n} ${image}`, image)))
  await storeArrivals(name, { kept: arrivals, failed: [], more: [] })
  return saved
}

/** What the database says of itself, apart from the code under test. */
async function referred(): Promise<{
  blobs: Set<string>
  texts: Set<string>
  thumbs: Set<string>
}> {
  const names = { blobs: new Set<string>(), texts: new Set<string>(), thumbs: new Set<string>() }
  const acts = (await db.journal.toArray()).filter(({ undone }) => undone === 0)
  const undoable = acts
    .flatMap(({ changes }) => changes)
    .filter(({ table, after }) => table === 'snapshots' && after === undefined)
    .map(({ before }) => before as Snapshot)
  for (const row of [...(await db.snapshots.toArray()), ...undoable]) {
    for (const { html } of row.frames) names.blobs.add(html)
    for (const { hash } of row.resources) names.blobs.add(hash)
    names.texts.add(row.text)
    names.thumbs.add(row.thumb ?? row.uid)
  }
  return names
}

const keysOf = async (table: 'blobs' | 'texts' | 'thumbs') =>
  new Set((await db.table(table).toCollection().primaryKeys()) as string[])

/** Everything that is referred to is there. */
async function nothingLost(): Promise<void> {
  const names = await referred()
  for (const table of ['blobs', 'texts', 'thumbs'] as const)
    expect([...names[table]].filter((name) => !there[table].has(name))).toEqual([])
}
let there = { blobs: new Set<string>(), texts: new Set<string>(), thumbs: new Set<string>() }

async function look(): Promise<void> {
  there = {
    blobs: await keysOf('blobs'),
    texts: await keysOf('texts'),
    thumbs: await keysOf('thumbs'),
  }
}

/** A collection to the end leaves what is referred to and nothing else. */
async function onlyReferredLeft(): Promise<void> {
  await collectGarbage()
  await look()
  expect(there).toEqual(await referred())
  expect(await isRoundLeft()).toBe(false)
}

async function fill({ pages, garbage, deleted }: Library): Promise<string[]> {
  await db.delete()
  await db.open()
  kept = 0
  for (const n of garbage) await db.blobs.put(await textBody(`body ${n}`, 'image/png'))
  const links: number[] = []
  for (const each of pages) links.push((await keep(each)).linkId)
  const acts: string[] = []
  for (const n of new Set(deleted)) {
    const link = links[n]
    if (link !== undefined) acts.push((await deleteLinks([link])).actId)
  }
  return acts
}

/** Takes so many steps and is not heard of again, as a killed worker. @returns whether it came to its end */
async function killedAfter(steps: number): Promise<boolean> {
  const collecting = collectingSteps(SMALL)
  for (let n = 0; n < steps; n++) if ((await collecting.next()).done) return true
  return false
}

/** One that is given up goes on behind the next test, in the same database. */
const PROPERTY_MS = 60_000

describe('collecting garbage in steps', () => {
  beforeEach(() => look())

  it(
    'loses nothing wherever it is killed, and comes to its end afterwards',
    async () => {
      await fc.assert(
        fc.asyncProperty(library, async (given) => {
          await fill(given)
          for (let steps = 0; !(await killedAfter(steps)); steps++) {
            await look()
            await nothingLost()
          }
          await onlyReferredLeft()
        }),
        { numRuns: 15 },
      )
    },
    PROPERTY_MS,
  )

  it(
    'gives all back in one go, too',
    async () => {
      await fc.assert(
        fc.asyncProperty(library, async (given) => {
          await fill(given)
          await db.journal.clear()
          for await (const _ of collectingSteps(SMALL));
          await look()
          expect(there).toEqual(await referred())
        }),
        { numRuns: 15 },
      )
    },
    PROPERTY_MS,
  )

  it(
    'spares what is stored, brought back or deleted between any two steps',
    async () => {
      const act = fc.oneof(
        page.map((each) => ({ do: 'keep' as const, page: each })),
        fc.nat(3).map((n) => ({ do: 'delete' as const, n })),
        fc.constant({ do: 'undo' as const }),
      )
      const plan = fc.array(fc.record({ before: fc.nat(25), act }), { minLength: 1, maxLength: 6 })
      await fc.assert(
        fc.asyncProperty(library, plan, async (given, acts) => {
          const undo = await fill(given)
          let step = 0
          for await (const _ of collectingSteps(SMALL)) {
            for (const { act: now } of acts.filter(({ before }) => before === step)) {
              if (now.do === 'keep') await keep(now.page)
              if (now.do === 'delete') {
                const id = (await db.links.toCollection().primaryKeys())[now.n]
                if (id !== undefined) undo.push((await deleteLinks([id])).actId)
              }
              if (now.do === 'undo') await undoAct(undo.pop() ?? '').catch(() => undefined)
            }
            step++
            await look()
            await nothingLost()
          }
          await onlyReferredLeft()
        }),
        { numRuns: 40 },
      )
    },
    PROPERTY_MS,
  )

  it('spares a body that a capture finds there between looking and removing', async () => {
    await fill({ pages: [], garbage: [1], deleted: [] })
    const collecting = collectingSteps(SMALL)
    // Opened, keys read, nothing found that refers to them.
    await collecting.next()
    await collecting.next()
    await keep({ images: ['body 1'], text: 0 })
    for (let next = await collecting.next(); !next.done; ) next = await collecting.next()
    await look()
    await nothingLost()
  })

  it('goes on with what a killed worker left, and does nothing where none did', async () => {
    await fill({ pages: [], garbage: [1, 2, 3], deleted: [] })
    await resumeCollecting()
    expect(await db.blobs.count()).toBe(3)
    await killedAfter(1)
    await resumeCollecting()
    expect(await db.blobs.count()).toBe(0)
  })

  it('begins a round anew where so much is stored that it could not be held', async () => {
    await fill({ pages: [], garbage: [1], deleted: [] })
    const collecting = collectingSteps(SMALL)
    await collecting.next()
    await collecting.next()
    const many = Array.from({ length: 5001 }, (_, n) => `${n}`)
    const { spare } = await import('../../utils/db/garbage-round.ts')
    await spare(many)
    expect((await db.settings.get('garbageRound'))?.value).toEqual({ id: '', spared: [] })
    for (let next = await collecting.next(); !next.done; ) next = await collecting.next()
    expect(await db.blobs.count()).toBe(0)
  })
})
