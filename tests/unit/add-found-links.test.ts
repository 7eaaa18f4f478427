import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addAddresses } from '../../utils/capture/add-addresses.ts'
import { db } from '../../utils/db/database.ts'
import { editLinks } from '../../utils/db/link-acts.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { collectLinks } from '../../utils/links/collect-links.ts'
import { foundLink } from '../../utils/links/found-link.ts'
import { inSlices } from '../../utils/shared/in-slices.ts'
import { newCapture } from '../support/rows.ts'

vi.mock('../../utils/capture/link-queue.ts', () => ({ queueLinks: async () => 'none' }))

beforeEach(async () => {
  await db.delete()
  await db.open()
})

const add = (urls: string[], titles: string[] = [], ownTags: string[][] = []) =>
  addAddresses(urls, { tags: ['all'], capture: false, titles, ownTags })
const rows = async () => {
  const names = new Map((await db.tags.toArray()).map(({ id, name }) => [id, name]))
  const links = await db.links.toArray()
  return links.map(({ title, tags }) => [title, ...tags.map((id) => names.get(id))].join(' '))
}

describe('links that were found with titles and tags', () => {
  it('get them, each its own', async () => {
    await add(['a.example', 'b.example', 'bad'], ['A', ''], [['x/y'], ['x/y', 'z']])
    expect(await rows()).toEqual(['A all y', ' all y z'])
  })

  it('that are there take what they lack', async () => {
    await add(['a.example', 'b.example'], ['', 'B'])
    await add(['a.example', 'b.example'], ['A', 'other'], [['x'], []])
    expect(await rows()).toEqual(['A all x', 'B all'])
  })

  it('are called as their page is, once that is kept', async () => {
    const { lines } = await add(['a.example', 'b.example'], ['read more', 'more'])
    const ids = lines.map((line) => ('linkId' in line ? line.linkId : 0))
    await editLinks(ids.slice(1), { title: 'my own words' })
    for (const linkId of ids)
      await saveCapture(await newCapture(`of ${linkId}`, { linkId, urlKey: '' }))
    expect(await rows()).toEqual([`title of of ${ids[0]} all`, 'my own words all'])
  })
})

describe('collecting', () => {
  it('lists an address once, with its first title and all tags', async () => {
    const found = [
      foundLink('https://a.example/', '', ['x']),
      foundLink('https://b.example/'),
      foundLink('https://a.example/?utm_source=x', ' A\n A ', ['x', 'y']),
    ]
    expect(await collectLinks(found)).toEqual([
      { url: 'https://a.example/', title: 'A A', tags: ['x', 'y'], key: 'https://a.example/' },
      { url: 'https://b.example/', title: '', tags: [], key: 'https://b.example/' },
    ])
  })

  it('lets the page have its turn, and ends when nobody wants it', async () => {
    const stop = new AbortController()
    let [clock, done] = [0, 0]
    const items = Array.from({ length: 1000 }, (_, index) => index)
    const work = () => {
      done++
      clock += 1
      if (done === 100) stop.abort(new Error('enough'))
    }
    await expect(inSlices(items, work, stop.signal, () => clock)).rejects.toThrow('enough')
    expect(done).toBeLessThan(120)
  })
})
