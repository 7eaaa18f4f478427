import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { type Finding, findDuplicates } from '../../utils/db/find-duplicates.ts'
import { addLink, trashLinks } from '../../utils/db/link-acts.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { apartKey } from '../../utils/links/group-duplicates.ts'
import { urlKeyOf } from '../../utils/links/url-key.ts'
import { newCapture, textBody } from '../support/rows.ts'

let at = 1_700_000_000_000

beforeEach(async () => {
  await db.delete()
  await db.open()
})

async function add(url: string, title = `page at ${url}`): Promise<number> {
  at += 1000
  return (await addLink({ url, urlKey: urlKeyOf(url), title, tags: [], at })).linkId
}

async function keep(linkId: number, name: string, text: string, textLength = 900): Promise<void> {
  const url = (await db.links.get(linkId))?.url ?? ''
  const capture = await newCapture(name, { urlKey: '', linkId })
  const { hash } = await textBody(text)
  const stored = { hash, body: new ArrayBuffer(0), length: textLength }
  const snapshot = { ...capture.snapshot, url, title: name, text: hash, textLength }
  await saveCapture({ ...capture, text: stored, snapshot })
}

async function find(apart: string[] = [], signal = new AbortController().signal) {
  const told: Finding[] = []
  const tell = (finding: Finding) => void told.push(finding)
  await findDuplicates({ apart: new Set(apart), tell, signal })
  return { told, groups: told.at(-1)?.groups ?? [] }
}

describe('links that may be one page', () => {
  it('have addresses that are alike', async () => {
    const ids = [
      await add('https://example.com/a'),
      await add('http://www.example.com/a/'),
      await add('https://example.com/b'),
    ]
    expect((await find()).groups).toEqual([{ ids: ids.slice(0, 2), reasons: ['address'] }])
  })

  it('have one title on one site', async () => {
    const title = 'How trees speak to each other'
    const ids = [
      await add('https://example.com/1', title),
      await add('https://m.example.com/2', ` ${title.toUpperCase()}`),
      await add('https://other.example/3', title),
    ]
    expect((await find()).groups).toEqual([{ ids: ids.slice(0, 2), reasons: ['title'] }])
  })

  it('have one text', async () => {
    const ids = [await add('https://example.com/a'), await add('https://mirror.example/b')]
    for (const id of ids) await keep(id, `version of ${id}`, 'the same words')
    expect((await find()).groups).toEqual([{ ids, reasons: ['text'] }])
  })

  it('name each other as the real one', async () => {
    const ids = [await add('https://example.com/story'), await add('https://lite.example/s?id=7')]
    const row = await db.links.get(ids[1] ?? 0)
    if (row) await db.links.put({ ...row, canonical: 'https://example.com/story' })
    expect((await find()).groups).toEqual([{ ids, reasons: ['canonical'] }])
  })

  it('are one group where they are alike in turn', async () => {
    const ids = [
      await add('https://example.com/a', 'How trees speak to each other'),
      await add('http://www.example.com/a', 'another title'),
      await add('https://example.com/c', 'How trees speak to each other'),
    ]
    expect((await find()).groups).toEqual([{ ids, reasons: ['address', 'title'] }])
  })
})

describe('links that are not taken for one page', () => {
  it('are those of a short text or title', async () => {
    const ids = [
      await add('https://example.com/a', 'Home'),
      await add('https://example.com/b', 'Home'),
    ]
    for (const id of ids) await keep(id, `version of ${id}`, 'Accept cookies?', 15)
    expect((await find()).groups).toEqual([])
  })

  it('are those of a site that has one title for all', async () => {
    for (let n = 0; n < 9; n++) await add(`https://example.com/${n}`, 'The site with one title')
    expect((await find()).groups).toEqual([])
  })

  it('are those in the trash', async () => {
    await add('https://example.com/a')
    await trashLinks([await add('http://www.example.com/a/')])
    expect((await find()).groups).toEqual([])
  })

  it('are those that somebody said are apart, until a third is like both', async () => {
    const ids = [await add('https://example.com/a'), await add('http://www.example.com/a/')]
    const uids = (await db.links.bulkGet(ids)).map((link) => link?.uid ?? '')
    const apart = [apartKey(uids[1] ?? '', uids[0] ?? '')]
    expect((await find(apart)).groups).toEqual([])
    const third = await add('https://m.example.com/a')
    expect((await find(apart)).groups).toMatchObject([{ ids: [...ids, third] }])
  })
})

describe('the finder', () => {
  it('says how far it has come, and what it found before it reads texts', async () => {
    const ids = [await add('https://example.com/a'), await add('http://www.example.com/a/')]
    for (const id of ids) await keep(id, `version of ${id}`, 'the same words')
    const { told } = await find()
    const shares = told.map(({ share }) => share)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
    expect(told.find(({ groups }) => groups.length > 0)?.groups).toEqual([
      { ids, reasons: ['address'] },
    ])
    expect(told.at(-1)?.groups).toEqual([{ ids, reasons: ['address', 'text'] }])
  })

  it('finds nothing in an empty library', async () => {
    expect((await find()).groups).toEqual([])
  })

  it('ends when it is told to', async () => {
    const id = await add('https://example.com/a')
    await keep(id, 'one', 'words')
    await expect(find([], AbortSignal.abort(new Error('left')))).rejects.toThrow('left')
  })
})
