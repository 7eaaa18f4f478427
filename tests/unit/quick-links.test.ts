import { beforeEach, describe, expect, it } from 'vitest'
import { addLinks } from '../../utils/db/add-links.ts'
import { db } from '../../utils/db/database.ts'
import { editLinks, trashLinks } from '../../utils/db/link-acts.ts'
import { quickLinks } from '../../utils/search/suggest/quick-links.ts'
import { AT } from '../support/rows.ts'

const never = new AbortController().signal
const titles = async (query: string, most = 5) =>
  (await quickLinks(query, most, never)).map(({ title }) => title.map(({ text }) => text).join(''))

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

describe('links suggested without an index', () => {
  it('are the newest that match in title, address, note or tag', async () => {
    const [first = 0] = await add('厨房', '红烧肉', '麻婆豆腐', '红豆汤')
    await editLinks([first], { note: 'pork belly' })
    expect(await titles('红')).toEqual(['红豆汤', '红烧肉'])
    expect(await titles('BELLY')).toEqual(['红烧肉'])
    expect(await titles('厨房', 2)).toEqual(['红豆汤', '麻婆豆腐'])
    expect(await titles('example.com 麻婆')).toEqual(['麻婆豆腐'])
    expect(await titles('nothing')).toEqual([])
    expect(await titles('  ')).toEqual([])
  })

  it('leave the trash alone', async () => {
    const [first = 0] = await add('x', 'one', 'two')
    await trashLinks([first])
    expect(await titles('x')).toEqual(['two'])
  })

  it('end early once there are enough, and when they were overtaken', async () => {
    await add('x', ...Array.from({ length: 700 }, (_, index) => `page ${index}`))
    expect(await titles('page', 3)).toEqual(['page 699', 'page 698', 'page 697'])
    const overtaken = AbortSignal.abort()
    expect(await quickLinks('page 1', 3, overtaken)).toEqual([])
  })
})
