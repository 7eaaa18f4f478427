import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { importRows } from '../../utils/db/library/import-rows.ts'
import type { LineTable, LinkLine } from '../../utils/db/library/row-shapes.ts'
import { addLink, deleteLinks } from '../../utils/db/link-acts.ts'
import { linkByKey, linksByKeys, similarLinks } from '../../utils/db/queries.ts'
import { rekeyLinks } from '../../utils/db/rekey-links.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { twinKeyOf } from '../../utils/links/twin-key.ts'
import { urlKeyOf } from '../../utils/links/url-key.ts'
import { linkRow, uidOf, wipe } from '../support/library-rows.ts'

beforeEach(wipe)

/** A link as rules of long ago left it: with its address as the key, unless another is given. */
const old = (n: number, url: string, urlKey = url) => {
  const { canonical: _, similarKeys: __, ...row } = linkRow(n, { url, urlKey })
  return row
}
const put = (...rows: ReturnType<typeof old>[]) => db.links.bulkAdd(rows as never[])
const keys = async () => (await db.links.toArray()).map(({ urlKey }) => urlKey)
const add = (url: string) =>
  addLink({ url, urlKey: urlKeyOf(url), title: '', tags: [], at: Date.now() })

const PLAIN = 'https://example.com/a'
const TAGGED = 'https://example.com/a?gclid=1'

describe('links made by other rules', () => {
  it('get the keys of today, and are found by them', async () => {
    await put(old(1, 'https://example.com/%7Ea?gclid=1'), old(2, 'https://example.com/b'))
    await rekeyLinks()
    expect(await keys()).toEqual(['https://example.com/~a', 'https://example.com/b'])
    expect((await add('https://example.com/~a#x')).already).toBe(true)
    expect((await similarLinks(['//example.com/b'])).map(({ uid }) => uid)).toEqual([uidOf(2)])
  })

  it('stay two where they are one page by the rules of today: the later one is a twin', async () => {
    await put(old(1, TAGGED), old(2, PLAIN))
    await rekeyLinks()
    // Who has the key rightly keeps it.
    expect(await keys()).toEqual([twinKeyOf(PLAIN, uidOf(1)), PLAIN])
    expect(await similarLinks(['//example.com/a'])).toHaveLength(2)
    await wipe()
    await put(old(1, TAGGED), old(2, `${PLAIN}?gclid=2`))
    await rekeyLinks()
    expect(await keys()).toEqual([PLAIN, twinKeyOf(PLAIN, uidOf(2))])
  })

  it('change places where each has the key that the other should have', async () => {
    await put(
      old(1, 'https://a.example/', 'https://b.example/'),
      old(2, 'https://b.example/', 'https://a.example/'),
    )
    await rekeyLinks()
    expect(await keys()).toEqual(['https://a.example/', 'https://b.example/'])
  })

  it('are not touched a second time', async () => {
    await put(old(1, TAGGED), old(2, PLAIN))
    await rekeyLinks()
    const rows = await db.links.toArray()
    const writes = vi.spyOn(db.links, 'bulkPut')
    await rekeyLinks()
    expect(writes).not.toHaveBeenCalled()
    writes.mockRestore()
    await db.settings.delete('keyRules')
    await rekeyLinks()
    expect(await db.links.toArray()).toEqual(rows)
  })

  it('are done in pages, and gone on with after a stop', async () => {
    const many = Array.from({ length: 1100 }, (_, n) =>
      old(n + 1, `https://example.com/${n}?gclid=1`),
    )
    await put(...many)
    const stopped = new Error('stopped')
    const put500 = db.links.bulkPut.bind(db.links)
    const writes = vi.spyOn(db.links, 'bulkPut').mockRejectedValue(stopped)
    writes.mockImplementationOnce(put500 as never)
    await expect(rekeyLinks()).rejects.toBe(stopped)
    writes.mockRestore()
    const left = async () => (await keys()).filter((key) => key.includes('gclid')).length
    expect(await left()).toBe(600)
    await rekeyLinks()
    expect(await left()).toBe(0)
  }, 60_000)

  it('whose address can not be read keep their key', async () => {
    await put(old(1, 'no address', 'a key'))
    await rekeyLinks()
    expect(await keys()).toEqual(['a key'])
  })
})

describe('a twin', () => {
  const twins = async () => {
    await put(old(1, TAGGED), old(2, `${PLAIN}?gclid=2`))
    await rekeyLinks()
    return (await db.links.toArray()).map(({ id }) => id) as [number, number]
  }

  it('is found by the key once the other one is deleted, and the other comes back by undo', async () => {
    const [first, second] = await twins()
    expect((await linkByKey(PLAIN))?.id).toBe(first)
    const { actId } = await deleteLinks([first])
    expect((await linkByKey(PLAIN))?.id).toBe(second)
    expect((await linksByKeys([PLAIN, 'https://x.example/'])).get(PLAIN)?.id).toBe(second)
    expect(await add(PLAIN)).toMatchObject({ linkId: second, already: true })
    await undoAct(actId)
    expect(await keys()).toEqual([PLAIN, twinKeyOf(PLAIN, uidOf(2))])
  })

  it('comes back as a twin', async () => {
    const [, second] = await twins()
    const { actId } = await deleteLinks([second])
    await undoAct(actId)
    expect(await keys()).toEqual([PLAIN, twinKeyOf(PLAIN, uidOf(2))])
  })
})

describe('undo of a deletion of before the rules', () => {
  const deletion = (row: object) =>
    db.journal.put({
      id: 'act-1',
      kind: 'delete',
      at: Date.now(),
      undone: 0,
      changes: [{ table: 'links', key: linkRow(1).id, before: row, after: undefined }],
    })

  it('gives the link its key of today', async () => {
    await deletion(old(1, TAGGED))
    await undoAct('act-1')
    expect(await db.links.toArray()).toMatchObject([
      { urlKey: PLAIN, canonical: '', similarKeys: ['//example.com/a'] },
    ])
  })

  it('is refused where the journal came from elsewhere and holds half a row', async () => {
    await deletion({ id: linkRow(1).id, title: 'half' })
    await expect(undoAct('act-1')).rejects.toMatchObject({ reason: 'undo-expired' })
    expect(await db.links.count()).toBe(0)
  })

  it('makes it a twin where another link has that, and loses neither', async () => {
    await put(old(2, PLAIN))
    await deletion(old(1, TAGGED))
    await rekeyLinks()
    await undoAct('act-1')
    expect(await keys()).toEqual([twinKeyOf(PLAIN, uidOf(1)), PLAIN])
  })
})

describe('an import from a library of other rules', () => {
  const importLinks = (schema: number, links: object[]) =>
    importRows({
      schema,
      keys: { texts: [], thumbs: [], blobs: [] },
      twins: new Map(),
      async *rows(table: LineTable) {
        if (table === 'links') yield links as LinkLine[] as never
      },
    })

  it('makes the keys anew, and keeps apart in an empty library what was apart', async () => {
    await importLinks(2, [old(1, TAGGED), old(2, PLAIN), old(3, 'https://example.com/%7e')])
    expect(await keys()).toEqual([PLAIN, twinKeyOf(PLAIN, uidOf(2)), 'https://example.com/~'])
    expect(await db.links.toArray()).toMatchObject([
      { canonical: '' },
      {},
      { similarKeys: ['//example.com/~'] },
    ])
  })

  it('joins what has the key of today, and changes nothing the second time', async () => {
    await add(PLAIN)
    const lines = [old(1, TAGGED), old(4, 'https://example.com/b?fbclid=1')]
    expect(await importLinks(2, lines)).toMatchObject({ links: 1 })
    expect(await keys()).toHaveLength(2)
    expect(await importLinks(2, lines)).toMatchObject({ links: 0, merged: 0, actId: '' })
  })

  it('leaves twins what they are', async () => {
    await put(old(1, TAGGED), old(2, PLAIN))
    await rekeyLinks()
    const lines = (await db.links.toArray()).map(({ similarKeys: _, ...line }) => line)
    expect(await importLinks(3, lines)).toMatchObject({ links: 0, merged: 0 })
    await wipe()
    await importLinks(3, lines)
    expect(await keys()).toEqual(lines.map(({ urlKey }) => urlKey))
    await wipe()
    await add('https://other.example/')
    expect(await importLinks(3, lines)).toMatchObject({ links: 2 })
    expect(await keys()).toEqual(expect.arrayContaining(lines.map(({ urlKey }) => urlKey)))
  })
})
