import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../../../utils/db/database.ts'
import { linksByIds, snapshotsOf } from '../../../../utils/db/queries.ts'
import { putSetting } from '../../../../utils/db/settings.ts'
import { findHits } from '../../../../utils/search/excerpt/find-hits.ts'
import { searchedWords } from '../../../../utils/search/excerpt/searched-words.ts'
import { pageTexts } from '../../../../utils/search/find/page-texts.ts'
import { runIndexer } from '../../../../utils/search/index/run-indexer.ts'
import { parseQuery } from '../../../../utils/search/query/parse-query.ts'
import { putPage } from '../../../support/searched-library.ts'

/** The excerpt of a link with its words in brackets, and which version it is of: 1 for the one before the newest. */
async function hitOf(id: number, query: string): Promise<[string, number]> {
  const links = (await linksByIds([id])).filter((link) => link !== undefined)
  const words = searchedWords(parseQuery(query).tree)
  const hit = (await findHits(links, { words, room: 60, read: pageTexts() })).get(id)
  const parts = hit?.excerpt?.parts ?? []
  const text = parts.map(({ text: part, match }) => (match ? `[${part}]` : part)).join('')
  const versions = (await snapshotsOf(id)).map(({ uid }) => uid)
  return [text, hit?.older ? versions.indexOf(hit.older.uid) : 0]
}

let id = 0

beforeEach(async () => {
  await db.delete()
  await db.open()
  await putPage(1, 'head\nrust and go\nin autumn')
  await putPage(1, 'head\nrust and zig\nin winter')
  id = await putPage(1, 'head\nrust alone\nin spring')
})

describe('why a link was found in all of its versions', () => {
  beforeEach(async () => {
    await putSetting('searchOldVersions', true)
    await runIndexer()
  })

  it.each([
    ['rust', 'head [rust] alone in spring', 0],
    ['zig', 'head rust and [zig] in winter', 1],
    ['autumn', 'head rust and go in [autumn]', 2],
    ['rust "and"', 'head [rust] [and] zig in winter', 1],
    ['go rust', 'head [rust] and [go] in autumn', 2],
    ['title', '', 0],
    ['nowhere', '', 0],
  ])('is by %s in the newest version that has the words', async (query, excerpt, version) => {
    expect(await hitOf(id, query)).toEqual([excerpt, version])
  })

  it('is first of all its note', async () => {
    await db.links.update(id, { note: 'about zig' })
    expect(await hitOf(id, 'zig')).toEqual(['about [zig]', 0])
  })
})

describe('why a link was found in its newest version', () => {
  it('is nothing of an older one', async () => {
    await runIndexer()
    expect(await hitOf(id, 'zig')).toEqual(['', 0])
  })
})
