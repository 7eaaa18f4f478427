import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../../../utils/db/database.ts'
import { dropVersions } from '../../../../utils/db/drop-versions.ts'
import { mergeLinks } from '../../../../utils/db/merge-links.ts'
import { snapshotsOf } from '../../../../utils/db/queries.ts'
import { putSetting } from '../../../../utils/db/settings.ts'
import { isIndexBehind } from '../../../../utils/db/text-index/index-progress.ts'
import { undoAct } from '../../../../utils/db/undo.ts'
import { openIndex } from '../../../../utils/search/index/open-index.ts'
import { runIndexer } from '../../../../utils/search/index/run-indexer.ts'
import { linkRow } from '../../../support/library-rows.ts'
import { indexedTerms, putPage, putText, wantedTerms } from '../../../support/searched-library.ts'
import { stoppedAfter } from '../../../support/stopped-after.ts'

const found = async (term: string): Promise<number[]> => [
  ...(await openIndex().postings({ term, prefix: false })).docs,
]
const wish = (all: boolean) => putSetting('searchOldVersions', all)
const oldest = async (id: number) => (await snapshotsOf(id)).at(-1)?.uid ?? ''

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('words of older versions', () => {
  it('are in the index where that is wished, and no more where it is not', async () => {
    const id = await putPage(1, 'first common')
    await putPage(1, 'second common')
    await runIndexer()
    expect([await found('first'), await isIndexBehind()]).toEqual([[], false])
    await wish(true)
    expect(await isIndexBehind()).toBe(true)
    await runIndexer()
    expect([await found('first'), await found('second'), await isIndexBehind()]).toEqual([
      [id],
      [id],
      false,
    ])
    await wish(false)
    await runIndexer()
    expect([await found('first'), await found('second')]).toEqual([[], [id]])
    expect(await indexedTerms()).toEqual(await wantedTerms())
  })

  it('are in an index that is built for the first time, at once', async () => {
    await wish(true)
    const id = await putPage(1, 'first')
    await putPage(1, 'second')
    await runIndexer()
    expect(await found('first')).toEqual([id])
    expect((await db.indexState.get('state'))?.current).toMatchObject({ versions: 'all' })
  })

  it('stay in one that another program left and that is built anew', async () => {
    await wish(true)
    const id = await putPage(1, 'first')
    await putPage(1, 'second')
    await runIndexer()
    await db.indexState.update('state', { format: 1 })
    await runIndexer()
    expect(await found('first')).toEqual([id])
  })

  it('go with their version, and come back with it', async () => {
    await wish(true)
    const id = await putPage(1, 'first')
    await putPage(1, 'second')
    await runIndexer()
    const { actId } = await dropVersions([await oldest(id)])
    expect((await openIndex().unindexed()).changed).toEqual(new Set([id]))
    await runIndexer()
    expect(await found('first')).toEqual([])
    await undoAct(actId)
    await runIndexer()
    expect(await found('first')).toEqual([id])
  })

  it('go with a version to another link', async () => {
    await wish(true)
    const [one, other] = [await putPage(1, 'first'), await putPage(2, 'other')]
    await putPage(1, 'second')
    await runIndexer()
    await db.snapshots.update(await oldest(one), { linkId: other })
    await db.links.update(one, { versions: 1 })
    await db.links.update(other, { versions: 2 })
    await runIndexer()
    expect(await found('first')).toEqual([other])
    await mergeLinks(other, [one])
    await runIndexer()
    expect(await found('second')).toEqual([other])
  })

  it('are there as soon as their text is, whichever of several comes first', async () => {
    await wish(true)
    const id = await putPage(1, 'first', true)
    await putPage(1, 'second', true)
    await putPage(1, 'third', true)
    await runIndexer()
    for (const text of ['second', 'first', 'third']) {
      expect(await found(text)).toEqual([])
      await putText(text)
      expect((await openIndex().unindexed()).changed).toEqual(new Set([id]))
      await runIndexer()
      expect(await found(text)).toEqual([id])
    }
    expect(await db.indexWaiting.count()).toBe(0)
  })
})

describe('while the index is built for older versions', () => {
  it('the old one is searched, however often that is killed', async () => {
    for (let n = 0; n < 90; n++) {
      await putPage(n, `old${n} common`)
      await putPage(n, `new${n} common`)
    }
    await runIndexer()
    await wish(true)
    for (let kills = 0; kills < 3; kills++) {
      await runIndexer({ postings: 1, signal: stoppedAfter(4) })
      expect(await found('common')).toHaveLength(90)
      expect((await openIndex().unindexed()).below).toBe(0)
      expect((await db.indexState.get('state'))?.next).toMatchObject({ versions: 'all' })
    }
    await putPage(3, 'changed')
    await runIndexer({ postings: 1 })
    expect(await found('old3')).toEqual([linkRow(3).id])
    expect(await indexedTerms()).toEqual(await wantedTerms())
  })

  it('who thinks better of it gets the one of newest versions', async () => {
    for (let n = 0; n < 30; n++) await putPage(n, `old${n} common`)
    await runIndexer()
    await wish(true)
    await runIndexer({ postings: 1, signal: stoppedAfter(4) })
    await putPage(3, 'changed')
    await runIndexer({ postings: 1, signal: stoppedAfter(3) })
    await wish(false)
    await runIndexer({ postings: 1 })
    expect(await found('old3')).toEqual([])
    expect(await indexedTerms()).toEqual(await wantedTerms())
    expect(await isIndexBehind()).toBe(false)
  })
})

const WORDS = ['web', 'webs', 'open', 'c++', '书签', '書籤', 'node.js', 'é', '\n', '\n']
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => words.join(' '))
const page = fc.integer({ min: 0, max: 6 })

type Step = [string, () => Promise<unknown>]

async function dropOldest(n: number): Promise<void> {
  const version = await oldest(linkRow(n).id)
  if (version) await dropVersions([version])
}

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(page, text, fc.boolean())
      .map(
        ([n, words, late]): Step => [`keep ${n}: ${words} ${late}`, () => putPage(n, words, late)],
      ),
  },
  page.map((n): Step => [`drop ${n}`, () => dropOldest(n)]),
  page.map((n): Step => [`delete ${n}`, () => db.links.delete(linkRow(n).id)]),
  text.map((words): Step => [`text ${words}`, () => putText(words)]),
  fc.boolean().map((all): Step => [`wish ${all}`, () => wish(all)]),
  fc
    .integer({ min: 1, max: 12 })
    .map(
      (looks): Step => [
        `index ${looks}`,
        () => runIndexer({ signal: stoppedAfter(looks), postings: 20 }),
      ],
    ),
)

describe('an index that was interrupted anywhere while versions came and went', () => {
  it('is the same as one that is made of the library in one go', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        await db.delete()
        await db.open()
        for (const [, run] of steps) await run()
        await runIndexer({ postings: 30 })
        expect(await indexedTerms()).toEqual(await wantedTerms())
        expect(await openIndex().unindexed()).toEqual({ changed: new Set(), below: 0 })
        expect(await isIndexBehind()).toBe(false)
      }),
      { numRuns: 30 },
    )
  })
})
