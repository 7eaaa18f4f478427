import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '../../../../utils/db/database.ts'
import { openSearch } from '../../../../utils/search/find/open-search.ts'
import type { Search } from '../../../../utils/search/find/search-over.ts'
import type { IndexReader } from '../../../../utils/search/index/index-reader.ts'
import { asksForTrash, evaluateQuery } from '../../../../utils/search/query/evaluate-query.ts'
import { parseQuery } from '../../../../utils/search/query/parse-query.ts'
import { AT } from '../../../support/library-rows.ts'
import {
  type MadeLink,
  madeLink,
  searchedForm,
  storeMade,
  TAGS,
} from '../../../support/made-library.ts'
import { memoryIndex } from '../../../support/memory-index.ts'
import { below, oneOf, seeded } from '../../../support/random-texts.ts'

const random = seeded(8)
const never = new AbortController().signal
const withIndex = memoryIndex()
let made: MadeLink[] = []

/** What should be found, newest first. */
function expected(query: string): number[] {
  const { tree } = parseQuery(query)
  return made
    .filter(({ link }) => link.state !== 'trash' || asksForTrash(tree))
    .filter((each) => evaluateQuery(tree, searchedForm(each), AT))
    .map(({ link }) => link.id)
    .sort((a, b) => b - a)
}

const open = (query: string, reader?: IndexReader, signal = never): Promise<Search> =>
  openSearch({ tree: parseQuery(query).tree, scope: 'all', order: 'newest' }, signal, {
    now: AT,
    reader,
  })

async function all(search: Search, size: number): Promise<number[]> {
  const ids: number[] = []
  while (!search.isDone()) ids.push(...(await search.next(size)))
  return ids
}

/** A part of what some link has: of Chinese, Japanese and Korean any, elsewhere a word's beginning. */
function somePart(): string {
  const { link, text } = oneOf(random, made)
  const whole = [...oneOf(random, [link.title, link.note, text, text])]
  const from = below(random, whole.length)
  return whole
    .slice(from, from + 1 + below(random, 6))
    .join('')
    .replace(/["“”„＂\n]/g, ' ')
}

beforeAll(async () => {
  await db.delete()
  await db.open()
  await db.tags.bulkPut(TAGS)
  made = Array.from({ length: 150 }, (_, n) => madeLink(random, n))
  await storeMade(made)
  for (const { link, text } of made) withIndex.put({ ...link, text })
})

describe('a search', () => {
  it.each([
    '',
    'rust',
    'café',
    '一是',
    'rust -是',
    'rust OR 的',
    '(rust 的) OR -(web OR 是)',
    'tag:前端',
    'tag:web/前端/react',
    '-tag:"Reading list" tag:前端',
    'site:example.com',
    'site:docs',
    '-site:例子.cn',
    'title:web',
    'in:title 是',
    'note:的',
    'url:a',
    'text:rust',
    'before:2025-06',
    'after:90d',
    'on:2025-09',
    '-after:2025-03 -before:2025-01',
    'is:starred -is:read',
    'is:trash',
    'is:(trash OR archived) 的',
    'is:broken',
    '-is:broken has:snapshot',
    'has:note',
    '-has:tag',
    'lang:zh',
    '-lang:zh -lang:en',
    'https://example.com/',
    'tag:none',
  ])('for “%s” finds all that there is, and nothing else', async (query) => {
    const wanted = expected(query)
    expect(await all(await open(query), 50)).toEqual(wanted)
    expect(await all(await open(query, withIndex), 50)).toEqual(wanted)
    if (!/none/.test(query)) expect(wanted.length).toBeGreaterThan(0)
  })

  it('finds any part of any text', async () => {
    for (let n = 0; n < 300; n++) {
      const query = `"${somePart()}*"`
      expect(await all(await open(query, withIndex), 50), query).toEqual(expected(query))
    }
  })

  it('goes on where it stopped, whatever is asked for at a time', async () => {
    for (const size of [1, 7, 50]) {
      const search = await open('rust OR 的')
      const pages: number[][] = []
      while (!search.isDone()) pages.push(await search.next(size))
      expect(pages.flat()).toEqual(expected('rust OR 的'))
      expect(pages.slice(0, -1).every(({ length }) => length === size)).toBe(true)
    }
  })

  it('counts what indexes know, and says about how many of the rest there are', async () => {
    const exact = await open('tag:前端 is:starred')
    expect(exact.total()).toEqual({ count: expected('tag:前端 is:starred').length, exact: true })
    const read = await open('rust')
    expect(read.total().exact).toBe(false)
    await all(read, 50)
    expect(read.total()).toEqual({ count: expected('rust').length, exact: true })
  })

  it('ends when it was overtaken', async () => {
    const overtaken = new AbortController()
    const search = await open('rust', undefined, overtaken.signal)
    overtaken.abort()
    await expect(search.next(50)).rejects.toThrow()
    await expect(open('rust', undefined, AbortSignal.abort())).rejects.toThrow()
  })
})
