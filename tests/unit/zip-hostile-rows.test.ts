import { describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { forgeZip, resealed } from '../support/forge-zip.ts'
import { altered, named, prepareImports, refuses, valid } from '../support/hostile-import.ts'
import { wipe } from '../support/library-rows.ts'
import { importNow } from '../support/zip-files.ts'

prepareImports()

const NESTED = JSON.parse('{"__proto__":{"polluted":1}}') as object

describe('a row', () => {
  it('changed by hand is noticed by the digest', async () => {
    const { data } = named('data/links')
    const text = data.toString().replace('note 1', 'note 2')
    await refuses(altered('data/links', { data: Buffer.from(text) }), 'zip-hash')
  })

  it.each<[string, string, object]>([
    ['a link that runs a script', 'links', { url: 'javascript:alert(1)' }],
    ['a link that is data', 'links', { url: 'data:text/html,<script>' }],
    ['a snapshot of a script', 'snapshots', { url: 'javascript:alert(1)' }],
    ['an unknown state', 'links', { state: 'published' }],
    ['a number for a text', 'links', { title: 7 }],
    ['an object for a text', 'links', { title: { toString: 'x' } }],
    ['a text for a number', 'links', { createdAt: '1' }],
    ['a time no calendar has', 'links', { createdAt: 9e15 }],
    ['a negative id', 'links', { id: -1 }],
    ['a fraction for an id', 'links', { id: 1.5 }],
    ['a star of two', 'links', { starred: 2 }],
    ['tags that are no list', 'links', { tags: { length: 1 } }],
    ['tags that are no ids', 'links', { tags: ['x'] }],
    ['a missing field', 'links', { note: undefined }],
    ['an icon that is no hash', 'links', { icon: '../../x' }],
    ['a uid with a slash', 'snapshots', { uid: '../x' }],
    ['a hash that is none', 'snapshots', { screenshot: 'x' }],
    ['frames that are no list', 'snapshots', { frames: {} }],
    ['a trigger nobody knows', 'snapshots', { trigger: 'magic' }],
    ['a job that would run', 'jobs', { status: 'waiting' }],
    ['a job that would close a tab', 'jobs', { tabId: 12 }],
    ['a colour that loads something', 'tags', { colour: 'url(//evil.example/x)' }],
    ['a setting nobody knows', 'settings', { key: 'admin', value: true }],
    ['a setting of another kind', 'settings', { key: 'language', value: 'xx' }],
    ['an act of another kind', 'journal', { kind: 'format-disk' }],
    ['an act on another table', 'journal', { changes: [{ table: 'settings', key: 'x' }] }],
    [
      'an act that would put back a script',
      'journal',
      { changes: [{ table: 'links', key: 1, before: { url: 'javascript:1' } }] },
    ],
  ])('is refused with %s', async (_, table, change) => {
    const zip = await resealed(valid.entries, {
      [table]: (rows) => rows.map((row, index) => (index === 0 ? { ...row, ...change } : row)),
    })
    await refuses(forgeZip(zip), 'zip-damaged')
  })

  it.each<[string, (rows: Record<string, unknown>[]) => Record<string, unknown>[]]>([
    ['twice', (rows) => [rows[0] ?? {}, ...rows]],
    ['in another order', (rows) => rows.toReversed()],
    ['as a list', () => [[] as never]],
    ['as null', () => [null as never]],
  ])('is refused %s', async (_, change) => {
    const zip = await resealed(valid.entries, { links: change })
    await refuses(forgeZip(zip), 'zip-damaged')
  })

  it('leaves fields behind that are none of ours, whatever they are called', async () => {
    const strange = { ...NESTED, constructor: { prototype: { polluted: 1 } }, admin: true }
    const dirty = valid.entries.map((entry) => {
      if (!entry.name.startsWith('data/links')) return entry
      const lines = entry.data.toString().trim().split('\n')
      const text = lines.map(
        (line) =>
          `${JSON.stringify(strange).slice(0, -1)},"__proto__":{"polluted":1},${line.slice(1)}\n`,
      )
      return { ...entry, data: Buffer.from(text.join('')) }
    })
    await wipe()
    await importNow([forgeZip(dirty)])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    const [link] = await db.links.toArray()
    expect(link).not.toHaveProperty('admin')
    expect(Object.hasOwn(link ?? {}, '__proto__')).toBe(false)
    expect(Object.hasOwn(link ?? {}, 'constructor')).toBe(false)
  })

  it('is refused where another has the same address, with nothing of the rest imported', async () => {
    await wipe()
    const zip = forgeZip(
      await resealed(valid.entries, {
        links: (rows) => rows.map((row) => ({ ...row, urlKey: 'https://same.example/' })),
      }),
    )
    await expect(importNow([zip])).rejects.toMatchObject({ reason: 'zip-damaged' })
    expect(await db.links.count()).toBe(0)
    expect(await db.tags.count()).toBe(0)
    expect(await db.settings.count()).toBe(0)
  })
})

describe('an export of a newer version', () => {
  it.each<[string, object, object]>([
    ['of the format', { version: 2 }, {}],
    ['of the database', { schema: 99 }, {}],
    ['of a snapshot', {}, { format: 2 }],
  ])('is refused: %s', async (_, manifest, snapshot) => {
    const zip = await resealed(
      valid.entries,
      { snapshots: (rows) => rows.map((row) => ({ ...row, ...snapshot })) },
      (old) => ({ ...old, ...manifest }),
    )
    await refuses(forgeZip(zip), 'zip-newer')
  })
})

describe('a manifest', () => {
  it.each<[string, object]>([
    ['no digest', { digest: undefined }],
    ['no tables', { tables: undefined }],
    ['a table too few', { tables: {} }],
    ['a digest of another kind', { digest: 'x' }],
    ['no list of what was lost', { lost: 'all' }],
  ])('is refused with %s', async (_, change) => {
    const zip = await resealed(valid.entries, {}, (old) => ({ ...old, ...change }))
    await refuses(forgeZip(zip), 'zip-damaged')
  })

  it('is refused where files are missing that it names', async () => {
    const zip = await resealed(valid.entries, {}, (old) => {
      const tables = old['tables'] as Record<string, { rows: number; files: string[] }>
      return { ...old, tables: { ...tables, links: { rows: 5, files: ['data/nothing.jsonl'] } } }
    })
    await refuses(forgeZip(zip), 'zip-damaged')
  })

  it('is refused with fewer rows than it counts', async () => {
    const zip = await resealed(valid.entries, {}, (old) => {
      const tables = old['tables'] as Record<string, { rows: number; files: string[] }>
      const { files } = tables['links'] ?? { files: [] }
      return { ...old, tables: { ...tables, links: { rows: 6, files } } }
    })
    await refuses(forgeZip(zip), 'zip-damaged')
  })
})

describe('an import that is cancelled', () => {
  it.each([1, 4, 12, 25])('at step %d leaves the library as it was', async (step) => {
    const controller = new AbortController()
    let steps = 0
    const progress = () => {
      if (++steps === step) controller.abort()
    }
    const done = importNow([valid.file], { signal: controller.signal, progress })
    await expect(done).rejects.toThrow(/abort/i)
    expect(await digestRows()).toEqual(1)
  })
})

/** Links in the library: bodies that nothing refers to may be left. */
const digestRows = () => db.links.count()
