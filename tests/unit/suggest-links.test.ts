import { beforeEach, describe, expect, it } from 'vitest'
import { addLinks } from '../../utils/db/add-links.ts'
import { db } from '../../utils/db/database.ts'
import { editLinks, trashLinks } from '../../utils/db/link-acts.ts'
import { rebuildIndex } from '../../utils/db/text-index/index-state.ts'
import { runIndexer } from '../../utils/search/index/run-indexer.ts'
import { quickLinks } from '../../utils/search/suggest/quick-links.ts'
import { suggestLinks } from '../../utils/search/suggest/suggest-links.ts'
import { linkRow, uidOf } from '../support/library-rows.ts'
import { storeMade } from '../support/made-library.ts'
import { AT } from '../support/rows.ts'

const never = new AbortController().signal
const titlesBy = async (suggest: typeof suggestLinks, query: string, most = 5) =>
  (await suggest(query, most, never)).map(({ title }) => title.map(({ text }) => text).join(''))
const titles = (query: string) => titlesBy(suggestLinks, query)

async function add(tag: string, ...names: string[]): Promise<number[]> {
  const addresses = names.map((title) => {
    const url = `https://example.com/${encodeURIComponent(title)}`
    return { url, urlKey: url, title }
  })
  const { links } = await addLinks(addresses, [tag], AT)
  return [...links.values()].map(({ id }) => id)
}

beforeEach(async () => {
  await db.delete()
  await db.open()
})

describe.each([
  ['by their names', quickLinks],
  ['by the index', suggestLinks],
])('links suggested %s', (_how, suggest) => {
  const titlesOf = (query: string, most?: number) => titlesBy(suggest, query, most)

  it('are the newest that match in title, address, note or tag', async () => {
    const [first = 0] = await add('厨房', '红烧肉', '麻婆豆腐', '红豆汤')
    await editLinks([first], { note: 'pork belly' })
    expect(await titlesOf('红')).toEqual(['红豆汤', '红烧肉'])
    expect(await titlesOf('BELLY')).toEqual(['红烧肉'])
    expect(await titlesOf('厨房', 2)).toEqual(['红豆汤', '麻婆豆腐'])
    expect(await titlesOf('example.com 麻婆')).toEqual(['麻婆豆腐'])
    expect(await titlesOf('nothing')).toEqual([])
    expect(await titlesOf('  ')).toEqual([])
  })

  it('leave the trash alone', async () => {
    const [first = 0] = await add('x', 'one', 'two')
    await trashLinks([first])
    expect(await titlesOf('x')).toEqual(['two'])
  })

  it('end early once there are enough, and when they were overtaken', async () => {
    await add('x', ...Array.from({ length: 700 }, (_, index) => `page ${index}`))
    expect(await titlesOf('page', 3)).toEqual(['page 699', 'page 698', 'page 697'])
    const overtaken = await suggest('page 1', 3, AbortSignal.abort()).catch(() => [])
    expect(overtaken).toEqual([])
  })
})

describe('links suggested by the index', () => {
  it.each(['before it is indexed', 'from the index'])(
    'have it in the text of the page, %s',
    async (when) => {
      const [first = 0] = await add('x', 'one', 'twelve')
      const link = linkRow(8, { id: first - 1, title: '长文', latest: uidOf(1008) })
      await storeMade([{ link, text: '正體字與 twelve kinds of tea', broken: false }])
      if (when === 'from the index') {
        await rebuildIndex()
        await runIndexer()
      }
      expect(await titles('正体字')).toEqual(['长文'])
      // Those that are named so come first, however old they are.
      expect(await titles('twel')).toEqual(['twelve', '长文'])
      expect(await titles('twel -tag:x')).toEqual(['长文'])
      expect(await titles('welve')).toEqual([])
    },
  )
})
