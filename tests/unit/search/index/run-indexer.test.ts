import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../../../utils/db/database.ts'
import { addLink, deleteLinks, editLinks } from '../../../../utils/db/link-acts.ts'
import { rebuildIndex } from '../../../../utils/db/text-index/index-state.ts'
import { undoAct } from '../../../../utils/db/undo.ts'
import { openIndex } from '../../../../utils/search/index/open-index.ts'
import { runIndexer } from '../../../../utils/search/index/run-indexer.ts'
import { sleep } from '../../../../utils/shared/wait.ts'
import { linkRow } from '../../../support/library-rows.ts'
import { indexedTerms, putPage, putText, wantedTerms } from '../../../support/searched-library.ts'
import { stoppedAfter } from '../../../support/stopped-after.ts'

const found = async (term: string, prefix = false): Promise<number[]> => [
  ...(await openIndex().postings({ term, prefix })).docs,
]

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('what is in the index', () => {
  it('are words of titles, notes, addresses and texts', async () => {
    const id = await putPage(1, 'Über das offene Netz 開放網絡')
    await db.links.update(id, { title: 'A title', note: 'my note' })
    await runIndexer()
    for (const term of ['uber', 'title', 'note', 'example', '开放', '链接'])
      expect([term, await found(term)]).toEqual([term, [id]])
    expect(await openIndex().totals()).toMatchObject({ documents: 1 })
  })

  it('is changed with a link, and with what undo does to it', async () => {
    const url = 'https://a.example/'
    const { linkId } = await addLink({ url, urlKey: url, title: 'first', tags: [], at: 1 })
    await runIndexer()
    const { actId } = await editLinks([linkId], { title: 'second' })
    expect((await openIndex().unindexed()).changed).toEqual(new Set([linkId]))
    await runIndexer()
    expect([await found('first'), await found('second')]).toEqual([[], [linkId]])
    await undoAct(actId)
    await runIndexer()
    expect([await found('first'), await found('second')]).toEqual([[linkId], []])
    const deleted = await deleteLinks([linkId])
    await runIndexer()
    expect(await found('first')).toEqual([])
    await undoAct(deleted.actId)
    await runIndexer()
    expect(await found('first')).toEqual([linkId])
  })

  it('is left alone by what says nothing new', async () => {
    const id = await putPage(1, 'words')
    await runIndexer()
    const before = await openIndex().revision()
    await db.links.update(id, { starred: 1, tags: [3], state: 'read' })
    expect((await openIndex().unindexed()).changed.size).toBe(0)
    await runIndexer()
    expect(await openIndex().revision()).toBe(before)
  })

  it('has a text that comes later than its link', async () => {
    const id = await putPage(1, 'late words', true)
    await runIndexer()
    expect(await found('late')).toEqual([])
    await putText('late words')
    expect((await openIndex().unindexed()).changed).toEqual(new Set([id]))
    await runIndexer()
    expect(await found('late')).toEqual([id])
  })

  it('bears a damaged text', async () => {
    const id = await putPage(1, 'damaged')
    const [row] = await db.texts.filter(({ length }) => length === 7).toArray()
    await db.texts.put({ hash: row?.hash ?? '', body: new ArrayBuffer(3), length: 7 })
    await runIndexer()
    expect([await found('damaged'), await found('title')]).toEqual([[], [id]])
  })

  it('is there again after all links went', async () => {
    await putPage(1, 'one')
    await runIndexer()
    await db.links.clear()
    await runIndexer()
    expect(await indexedTerms()).toEqual(new Map())
    expect(await openIndex().totals()).toEqual({ documents: 0, averageLength: 0 })
  })
})

describe('a page that is open', () => {
  it('knows what others did to the index and to its links', async () => {
    const index = openIndex()
    const find = async (term: string) => [...(await index.postings({ term, prefix: false })).docs]
    const first = await putPage(1, 'one common')
    await runIndexer()
    expect(await find('common')).toEqual([first])
    const second = await putPage(2, 'two common')
    expect([await find('common'), (await index.unindexed()).changed]).toEqual([
      [first],
      new Set([second]),
    ])
    await runIndexer()
    expect([await find('common'), await find('two')]).toEqual([[second, first], [second]])
  })

  it('reads a small index whole once it was asked', async () => {
    const index = openIndex({ ahead: true })
    const id = await putPage(1, 'some words')
    await runIndexer()
    await index.postings({ term: 'some', prefix: false })
    await sleep(1000)
    await db.indexBlocks.clear()
    expect([...(await index.postings({ term: 'words', prefix: true })).docs]).toEqual([id])
  })
})

describe('an index that is built anew', () => {
  it('is searched as it was until the new one is complete, and what changes is in both', async () => {
    for (let n = 0; n < 90; n++) await putPage(n, `word${n} common`)
    await runIndexer()
    await rebuildIndex()
    await runIndexer({ postings: 1, signal: stoppedAfter(6) })
    expect((await openIndex().unindexed()).below).toBe(0)
    expect(await found('common')).toHaveLength(90)
    const changed = await putPage(3, 'changed')
    await runIndexer({ postings: 1, signal: stoppedAfter(4) })
    expect(await found('changed')).toEqual([changed])
    await runIndexer({ postings: 1 })
    expect(await indexedTerms()).toEqual(await wantedTerms())
    expect(new Set((await db.indexBlocks.toArray()).map(({ segment }) => segment)).size).toBe(
      await db.indexSegments.count(),
    )
  })
})

describe('an index that another program left', () => {
  it('is thrown away and built anew', async () => {
    await putPage(1, 'some words')
    await runIndexer()
    const state = await db.indexState.get('state')
    const [block] = await db.indexBlocks.toArray()
    if (state) await db.indexState.put({ ...state, format: state.format - 1 })
    if (block) await db.indexBlocks.put({ ...block, data: new Uint8Array([1, 2, 3]) })
    const id = await putPage(2, 'other words')
    expect((await openIndex().unindexed()).below).toBe(Number.MAX_SAFE_INTEGER)
    await runIndexer()
    expect(await found('words')).toEqual([id, linkRow(1).id])
    expect(await indexedTerms()).toEqual(await wantedTerms())
    expect(await db.indexSegments.count()).toBe(1)
  })
})

/** So many words that they take several blocks. */
const manyWords = (seed: number): string =>
  Array.from({ length: 2500 }, (_, at) =>
    Math.imul((at * (seed + 7)) % 3001, 0x9e37_79b1)
      .toString(36)
      .slice(1),
  ).join(' ')

describe('segments', () => {
  it('become one, a step at a time, whatever happens in between', async () => {
    await runIndexer()
    for (let n = 0; n < 10; n++) {
      await putPage(n % 9, manyWords(n))
      await runIndexer({ blocks: 1, signal: stoppedAfter(4) })
    }
    await runIndexer({ blocks: 1, signal: stoppedAfter(4) })
    await db.links.delete(linkRow(2).id)
    await putPage(3, 'other words')
    await runIndexer({ blocks: 1, signal: stoppedAfter(3) })
    expect((await db.indexState.get('state'))?.merge?.after).toMatch(/^\w/)
    expect(await indexedTerms()).toEqual(await wantedTerms())
    await runIndexer({ blocks: 1 })
    expect(await db.indexSegments.count()).toBeLessThan(8)
    expect(await indexedTerms()).toEqual(await wantedTerms())
  })

  it('that lost most of their links are written anew', async () => {
    for (let n = 0; n < 160; n++) await db.links.put(linkRow(n))
    await runIndexer()
    await db.links.bulkDelete(Array.from({ length: 100 }, (_, n) => linkRow(n).id))
    await runIndexer()
    expect(await db.indexSegments.toArray()).toMatchObject([{ documents: 60, gone: 0 }])
    expect(await indexedTerms()).toEqual(await wantedTerms())
  })
})

const WORDS = ['web', 'webs', 'open', 'c++', '书签', '書籤', 'かな', '한국어', 'node.js', '🎉', 'é']
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }).map((words) => words.join(' '))
const page = fc.integer({ min: 0, max: 40 })

type Step = () => Promise<unknown>

const step: fc.Arbitrary<[string, Step]> = fc.oneof(
  fc
    .tuple(page, text, fc.boolean())
    .map(([n, words, late]): [string, Step] => [
      `keep ${n}: ${words} ${late}`,
      () => putPage(n, words, late),
    ]),
  fc
    .tuple(page, text)
    .map(([n, title]): [string, Step] => [
      `name ${n}: ${title}`,
      () => db.links.update(linkRow(n).id, { title }),
    ]),
  page.map((n): [string, Step] => [`delete ${n}`, () => db.links.delete(linkRow(n).id)]),
  text.map((words): [string, Step] => [`text ${words}`, () => putText(words)]),
  fc.constant<[string, Step]>(['rebuild', rebuildIndex]),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(1, 20, 1000))
    .map(([looks, postings]): [string, Step] => [
      `index ${looks} by ${postings}`,
      () => runIndexer({ signal: stoppedAfter(looks), postings }),
    ]),
)

describe('an index that was interrupted anywhere', () => {
  it('is the same as one that is made of the library in one go', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        await db.delete()
        await db.open()
        for (const [, run] of steps) await run()
        await runIndexer({ postings: 30 })
        expect(await indexedTerms()).toEqual(await wantedTerms())
        const { documents } = await openIndex().totals()
        expect(documents).toBe(await db.links.count())
        expect(await openIndex().unindexed()).toEqual({ changed: new Set(), below: 0 })
      }),
      { numRuns: 40 },
    )
  })
})
