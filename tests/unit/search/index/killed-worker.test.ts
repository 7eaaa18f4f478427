import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { db } from '../../../../utils/db/database.ts'
import { rebuildIndex } from '../../../../utils/db/text-index/index-state.ts'
import { runIndexer } from '../../../../utils/search/index/run-indexer.ts'
import { linkRow } from '../../../support/library-rows.ts'
import { indexedTerms, putPage, wantedTerms } from '../../../support/searched-library.ts'

/** Told of each transaction before it is opened; it may throw. */
type Tell = (stores: string[], mode: IDBTransactionMode) => void
let tell: Tell = () => undefined

/** The database takes the function that opens transactions when it is opened itself. */
async function openWatched(): Promise<void> {
  tell = () => undefined
  await db.delete()
  await db.open()
}

beforeAll(() => {
  const open = IDBDatabase.prototype.transaction
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...args: Parameters<typeof open>
  ) {
    tell(typeof args[0] === 'string' ? [args[0]] : [...args[0]], args[1] ?? 'readonly')
    return open.apply(this, args)
  })
})

afterAll(() => vi.restoreAllMocks())

beforeEach(openWatched)

/** Lets so many transactions write from now on, and none after them. @returns whether that was enough */
async function dyingAfter(writes: number, run: () => Promise<void>): Promise<boolean> {
  let left = writes
  tell = (_, mode) => {
    if (mode === 'readwrite' && --left < 0) throw new Error('killed')
  }
  try {
    await run()
    return true
  } catch (error) {
    expect(String(error)).toContain('killed')
    return false
  } finally {
    tell = () => undefined
  }
}

const words = (seed: number): string =>
  Array.from({ length: 700 }, (_, n) => `w${(n * (seed + 3)) % 2003}`).join(' ')

const segmentsWithBlocks = async (): Promise<number[]> => [
  ...new Set((await db.indexBlocks.toArray()).map(({ segment }) => segment)),
]

it.each([
  ['with what announces their segment', undefined],
  ['before it', 0],
])(
  'an index is the same wherever its worker was killed between two of its transactions, blocks written %s',
  async (_, few) => {
    let isThrough = false
    let deaths = 0
    for (let writes = 0; !isThrough; writes++) {
      await openWatched()
      for (let n = 0; n < 9; n++) {
        await putPage(n, words(n))
        if (n < 7) await runIndexer({ postings: 1, few })
      }
      await db.links.delete(linkRow(2).id)
      await rebuildIndex()
      deaths = writes
      isThrough = await dyingAfter(writes, () => runIndexer({ blocks: 1, few }))
      await putPage(1, 'other words')
      await runIndexer()
      expect(await indexedTerms()).toEqual(await wantedTerms())
      expect(await segmentsWithBlocks()).toEqual(
        await db.indexSegments.toCollection().primaryKeys(),
      )
    }
    expect(deaths).toBeGreaterThan(20)
  },
)

it('each change of a link is noted in a table that no long transaction holds', async () => {
  const scopes: string[][] = []
  tell = (stores) => void scopes.push(stores)
  for (let n = 0; n < 9; n++) {
    await putPage(n, words(n))
    await runIndexer({ blocks: 1 })
  }
  const holding = scopes.filter((stores) => stores.includes('indexSegments'))
  expect(holding.length).toBeGreaterThan(9)
  expect(holding.flat()).not.toContain('indexLog')
})

it('a page is indexed in few transactions: each of them takes as long as its words', async () => {
  await runIndexer()
  await putPage(1, words(1))
  let [all, writing] = [0, 0]
  tell = (_, mode) => {
    all++
    if (mode === 'readwrite') writing++
  }
  await runIndexer()
  tell = () => undefined
  expect(await indexedTerms()).toEqual(await wantedTerms())
  expect({ all, writing }).toEqual({ all: 10, writing: 2 })
})
