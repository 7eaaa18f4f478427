import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../../../utils/db/database.ts'
import { dropVersions } from '../../../../utils/db/drop-versions.ts'
import { putSetting } from '../../../../utils/db/settings.ts'
import { keptLookups } from '../../../../utils/search/find/lookups.ts'
import { openSearch } from '../../../../utils/search/find/open-search.ts'
import { pageTexts } from '../../../../utils/search/find/page-texts.ts'
import { openIndex } from '../../../../utils/search/index/open-index.ts'
import { runIndexer } from '../../../../utils/search/index/run-indexer.ts'
import { matchText } from '../../../../utils/search/query/match-text.ts'
import { parseQuery } from '../../../../utils/search/query/parse-query.ts'
import { linkRow } from '../../../support/library-rows.ts'
import { below, oneOf, type Random, randomText, seeded } from '../../../support/random-texts.ts'
import { putPage, searchedLinks } from '../../../support/searched-library.ts'
import { stoppedAfter } from '../../../support/stopped-after.ts'

const never = new AbortController().signal

type Means = NonNullable<Parameters<typeof openSearch>[2]>

async function found(query: string, means: Means): Promise<number[]> {
  const { tree } = parseQuery(query)
  const search = await openSearch({ tree, scope: 'all', order: 'newest' }, never, means)
  const ids: number[] = []
  while (!search.isDone()) ids.push(...(await search.next(7)))
  return ids
}

/** Links with some words in what is searched of their texts, or without. */
async function scanned(words: string, exact: boolean, wanted: boolean): Promise<number[]> {
  const links = await searchedLinks()
  return links
    .filter(({ text }) => matchText(text, words, exact) === wanted)
    .map(({ id }) => id)
    .sort((a, b) => b - a)
}

/** A part of a text that is or was there. */
function somePart(random: Random, texts: readonly string[]): string {
  const whole = [...oneOf(random, texts)]
  const from = below(random, whole.length)
  const part = whole.slice(from, from + 1 + below(random, 7)).join('')
  return part.replace(/["“”„＂*\n]/g, ' ').trim()
}

const LINES = ['shared head', '网络书签', 'open web', '一样的 一行']

const someText = (random: Random): string =>
  Array.from({ length: 1 + below(random, 5) }, () =>
    random() < 0.5 ? oneOf(random, LINES) : randomText(random, 4),
  ).join('\n')

async function change(random: Random, texts: string[]): Promise<void> {
  const n = below(random, 25)
  const act = random()
  if (act < 0.6) {
    const text = someText(random)
    texts.push(text)
    await putPage(n, text)
  } else if (act < 0.7) await db.links.delete(linkRow(n).id)
  else if (act < 0.8) await db.links.update(linkRow(n).id, { title: randomText(random, 2) })
  else {
    const uids = await db.snapshots.toCollection().primaryKeys()
    if (uids.length > 0) await dropVersions([oneOf(random, uids)])
  }
}

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe('searches in all versions, while these come and go and the setting changes', () => {
  it.each([1, 2, 3])('find what a scan finds, and nothing else (seed %i)', async (seed) => {
    const random = seeded(seed)
    const kept = { reader: openIndex(), known: keptLookups(), texts: pageTexts() }
    const texts = ['nothing']
    for (let n = 0; n < 60; n++) await change(random, texts)
    for (let round = 0; round < 12; round++) {
      if (round % 4 === 1) await putSetting('searchOldVersions', round % 8 === 1)
      const isEnd = round % 4 === 2
      const signal = isEnd ? never : stoppedAfter(below(random, 8))
      await runIndexer({ signal, postings: 100 })
      for (let n = 0; n < 4; n++) await change(random, texts)
      // What changed while an index with other texts is built has these in the one that is searched, too.
      if ((await db.indexState.get('state'))?.next) continue
      for (let n = 0; n < 5; n++) {
        const words = somePart(random, texts)
        const exact = random() < 0.5
        if (words === '') continue
        const query = `text:"${words}${exact ? '' : '*'}"`
        for (const means of [{ reader: openIndex() }, kept]) {
          expect(await found(query, means), query).toEqual(await scanned(words, exact, true))
          expect(await found(`-${query}`, means), query).toEqual(await scanned(words, exact, false))
        }
      }
    }
  })
})
