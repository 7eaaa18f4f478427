import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../../../utils/db/database.ts'
import { rebuildIndex } from '../../../../utils/db/text-index/index-state.ts'
import { keptLookups } from '../../../../utils/search/find/lookups.ts'
import { type Asked, openSearch } from '../../../../utils/search/find/open-search.ts'
import { pageTexts } from '../../../../utils/search/find/page-texts.ts'
import { openIndex } from '../../../../utils/search/index/open-index.ts'
import { runIndexer } from '../../../../utils/search/index/run-indexer.ts'
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
import { below, oneOf, type Random, randomText, seeded } from '../../../support/random-texts.ts'
import { stoppedAfter } from '../../../support/stopped-after.ts'

const never = new AbortController().signal

function expected(made: Iterable<MadeLink>, query: string): number[] {
  const { tree } = parseQuery(query)
  return [...made]
    .filter(({ link }) => link.state !== 'trash' || asksForTrash(tree))
    .filter((each) => evaluateQuery(tree, searchedForm(each), AT))
    .map(({ link }) => link.id)
    .sort((a, b) => b - a)
}

type Means = NonNullable<Parameters<typeof openSearch>[2]>

async function found(
  query: string,
  order: Asked['order'],
  size: number,
  means: Means,
): Promise<number[]> {
  const { tree } = parseQuery(query)
  const search = await openSearch({ tree, scope: 'all', order }, never, { ...means, now: AT })
  const ids: number[] = []
  while (!search.isDone()) ids.push(...(await search.next(size)))
  expect(search.total()).toEqual({ count: ids.length, exact: true })
  return ids
}

/** A part of what is there, quoted so that it may be anything. */
function somePart(random: Random, made: readonly MadeLink[]): string {
  const { link, text } = oneOf(random, made)
  const whole = [...oneOf(random, [link.title, link.note, text, text])]
  const from = below(random, whole.length)
  const part = whole.slice(from, from + 1 + below(random, 6)).join('')
  return `"${part.replace(/["“”„＂\n]/g, ' ')}${random() < 0.5 ? '*' : ''}"`
}

const SHAPES = [
  (a: string) => a,
  (a: string, b: string) => `${a} ${b}`,
  (a: string, b: string) => `${a} OR ${b}`,
  (a: string, b: string) => `${a} -${b}`,
  (a: string, b: string) => `-(${a} ${b}) tag:前端`,
  (a: string) => `title:${a} OR is:trash`,
  (a: string, b: string) => `(note:${a} OR text:${b}) after:2024`,
  (a: string) => `${a} site:example.com -is:broken`,
  (a: string) => `${a} after:2y before:90d`,
  (a: string) => `${a} on:2025-09 OR ${a}`,
  (a: string) => `tag:前端 -${a} on:2025`,
]

beforeEach(async () => {
  await db.delete()
  await db.open()
  await db.tags.bulkPut(TAGS)
})

describe('searches while the library and its index change', () => {
  it.each([1, 2, 3])(
    'find what there is at that moment, and nothing else (seed %i)',
    async (seed) => {
      const random = seeded(seed)
      const made = new Map<number, MadeLink>()
      // A page that is open all the time, and one that is opened just now.
      const kept = { reader: openIndex(), known: keptLookups(), texts: pageTexts() }
      const put = async (each: MadeLink) => {
        made.set(each.link.id, each)
        await storeMade([each])
      }
      const change = async () => {
        const old = oneOf(random, [...made.values()])
        const act = random()
        if (act < 0.3) {
          made.delete(old.link.id)
          await db.links.delete(old.link.id)
          await db.jobs.where('linkId').equals(old.link.id).delete()
        } else if (act < 0.6)
          await put({ ...old, link: { ...old.link, title: randomText(random, 3) } })
        else if (act < 0.8) await put({ ...old, link: { ...old.link, state: 'trash' } })
        else await put(madeLink(random, made.size + 500 + below(random, 10_000)))
      }
      for (let n = 0; n < 40; n++) await put(madeLink(random, n))
      for (let round = 0; round < 12; round++) {
        await runIndexer({ signal: stoppedAfter(below(random, 8)), postings: 300 })
        for (let n = 0; n < 4; n++) await change()
        if (round === 6) await rebuildIndex()
        const all = [...made.values()]
        for (let n = 0; n < 6; n++) {
          const query = oneOf(random, SHAPES)(somePart(random, all), somePart(random, all))
          const wanted = expected(all, query)
          const size = 1 + below(random, 9)
          expect(await found(query, 'newest', size, { reader: openIndex() }), query).toEqual(wanted)
          expect(await found(query, 'newest', size, kept), query).toEqual(wanted)
          const ranked = await found(query, 'relevance', 7, kept)
          expect(
            ranked.toSorted((a, b) => b - a),
            query,
          ).toEqual(wanted)
        }
      }
    },
  )
})
