import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { digestLibrary } from '../../utils/db/library/digest-library.ts'
import type { ERROR_REASONS } from '../../utils/model/error.ts'
import { entriesOf, type Forged, forgeZip, resealed } from '../support/forge-zip.ts'
import { fillSampleLibrary, putKeptLink, wipe } from '../support/library-rows.ts'
import { exportedFiles, importNow } from '../support/zip-files.ts'

let original: Forged[]
let file: Blob
let before: { digest: string; blobs: number; texts: number; thumbs: number }

const stored = async () => ({
  digest: await digestLibrary(),
  blobs: await db.blobs.count(),
  texts: await db.texts.count(),
  thumbs: await db.thumbs.count(),
})

beforeAll(async () => {
  await wipe()
  await fillSampleLibrary(4)
  ;[file = new Blob()] = await exportedFiles()
  original = await entriesOf(file)
})

beforeEach(async () => {
  await wipe()
  await putKeptLink(77)
  before = await stored()
})

/** Refuses a file for a reason, with the library as it was to the last body. */
async function refuses(zip: Blob, reason: (typeof ERROR_REASONS)[number]): Promise<void> {
  const error: unknown = await importNow([zip]).then(
    () => 'imported',
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ name: 'LinkshotError', reason })
  expect(await stored()).toEqual(before)
}

const named = (start: string) => original.find(({ name }) => name.startsWith(start)) as Forged
const others = (start: string) => original.filter((entry) => entry !== named(start))

/** The original with one entry written in another way. */
const altered = (start: string, change: Partial<Forged>): Blob =>
  forgeZip([...others(start), { ...named(start), ...change }])

const zeros = (bytes: number) => Buffer.alloc(bytes)

it('takes the unaltered entries, so that the tests below are about what they alter', async () => {
  expect(await importNow([forgeZip(original)])).toMatchObject({ links: 5, snapshots: 4 })
})

describe('a file that is no export', () => {
  it.each<[string, Blob]>([
    ['empty', new Blob()],
    ['a picture', new Blob([Buffer.from('89504e470d0a1a0a', 'hex'), zeros(500)])],
    ['text', new Blob(['PP'.repeat(50)])],
    ['another program’s ZIP', forgeZip([{ name: 'word/document.xml', data: zeros(10) }])],
    ['an empty ZIP', forgeZip([])],
    [
      'a ZIP with some other linkshot.json',
      forgeZip([{ name: 'linkshot.json', data: Buffer.from('{"format":1}') }]),
    ],
    [
      'a ZIP whose manifest is no JSON',
      forgeZip([{ name: 'linkshot.json', data: Buffer.from('<html>') }]),
    ],
    [
      'a ZIP whose manifest is null',
      forgeZip([{ name: 'linkshot.json', data: Buffer.from('null') }]),
    ],
  ])('is refused: %s', async (_, zip) => {
    await refuses(zip, 'zip-foreign')
  })
})

describe('a file cut short', () => {
  it.each([0.02, 0.3, 0.9, 0.999])('is refused at %d of its length', async (share) => {
    await refuses(file.slice(0, Math.floor(file.size * share)), 'zip-damaged')
  })

  it('is refused with something behind it', async () => {
    await refuses(new Blob([file, 'x']), 'zip-damaged')
  })

  it('is refused with something before it', async () => {
    await refuses(new Blob(['x', file]), 'zip-damaged')
  })

  it('is taken with a comment, which some programs add', async () => {
    const zip = forgeZip(original, { comment: Buffer.from('kept by hand') })
    expect(await importNow([zip])).toMatchObject({ links: 5 })
  })
})

describe('a name that leaves its folder', () => {
  it.each([
    '../evil.html',
    'pages/../../evil.html',
    '/etc/passwd',
    'C:/Windows/evil.dll',
    'pages\\..\\evil.html',
    'pages/./evil.html',
    'nul\0.html',
    '',
  ])('is refused: %j', async (name) => {
    await refuses(forgeZip([...original, { name, data: zeros(1) }]), 'zip-unsafe')
  })
})

describe('an entry that lies', () => {
  it('may not come twice', async () => {
    await refuses(forgeZip([...original, named('data/links')]), 'zip-unsafe')
  })

  it('may not share bytes with another', async () => {
    const zip = forgeZip([
      ...original,
      { name: 'again', data: named('data/links').data, offset: 0 },
    ])
    await refuses(zip, 'zip-unsafe')
  })

  it('may not lie in the directory', async () => {
    await refuses(altered('blobs/', { offset: 0x7fffffff }), 'zip-unsafe')
  })

  it('may not have another name in its own head', async () => {
    await refuses(altered('data/links', { localName: 'data/linkz-1.jsonl' }), 'zip-unsafe')
  })

  it.each([
    ['less than it holds', -1],
    ['more than it holds', 1],
  ])('may not say it holds %s', async (_, by) => {
    const { data } = named('data/links')
    await refuses(altered('data/links', { size: data.length + by }), 'zip-damaged')
    const body = named('blobs/')
    await refuses(altered('blobs/', { size: body.data.length + by, method: 0 }), 'zip-unsafe')
  })

  it('may not have another checksum', async () => {
    await refuses(altered('data/links', { crc: 1 }), 'zip-damaged')
  })

  it('may not be encrypted', async () => {
    await refuses(altered('blobs/', { flags: 0x0801 }), 'zip-unsafe')
    await refuses(altered('blobs/', { flags: 0x0841 }), 'zip-unsafe')
  })

  it.each([9, 12, 14, 93, 95, 99])('may not be packed by method %d', async (method) => {
    await refuses(altered('blobs/', { method }), 'zip-unsafe')
  })

  it('may not need ZIP64', async () => {
    await refuses(altered('blobs/', { size: 0xffffffff, packed: 0xffffffff }), 'zip-unsafe')
    await refuses(forgeZip(original, { count: 0xffff }), 'zip-unsafe')
  })

  it('may not be more or fewer than the end says', async () => {
    await refuses(forgeZip(original, { count: original.length - 1 }), 'zip-damaged')
  })
})

describe('a bomb', () => {
  it('is refused by its size, unopened', async () => {
    const bomb = { name: 'data/bomb', data: zeros(10), size: 3_000_000_000 }
    await refuses(forgeZip([...original, bomb]), 'zip-too-large')
  })

  it('is stopped where it says it is small', async () => {
    await refuses(altered('data/links', { data: zeros(8_000_000), size: 1000 }), 'zip-damaged')
  })

  it('is stopped in a packed body', async () => {
    const { gzipSync } = await import('node:zlib')
    const body = named('blobs/')
    const gz = original.find(({ name }) => name.endsWith('.gz')) ?? body
    const data = gzipSync(zeros(8_000_000))
    const entries = await resealed(
      original.map((entry) => (entry === gz ? { ...gz, data } : entry)),
      {
        blobs: (rows) =>
          rows.map((row) => (row['file'] === gz.name ? { ...row, stored: data.length } : row)),
      },
    )
    await refuses(forgeZip(entries), 'zip-damaged')
  })
})

describe('a body', () => {
  it('is refused if it is not what its hash says', async () => {
    const { data } = named('pages/')
    await refuses(
      altered('pages/', { data: Buffer.from(data.map((byte) => byte ^ 1)) }),
      'zip-hash',
    )
  })

  it('is refused if it is missing', async () => {
    await refuses(forgeZip(others('pages/')), 'zip-damaged')
  })

  it('is refused if only the list of bodies lacks it', async () => {
    const { name } = named('pages/')
    const lacking = await resealed(original, {
      blobs: (rows) => rows.filter((row) => row['file'] !== name),
    })
    await refuses(forgeZip(lacking), 'zip-damaged')
  })

  it('is refused if its picture is of a kind that could run', async () => {
    const zip = await resealed(original, {
      thumbs: (rows) => rows.map((row) => ({ ...row, type: 'text/html' })),
    })
    await refuses(forgeZip(zip), 'zip-damaged')
  })

  it('of text is refused if it is another text', async () => {
    const zip = await resealed(original, {
      texts: (rows) => rows.map((row) => ({ ...row, text: 'other' })),
    })
    await refuses(forgeZip(zip), 'zip-hash')
  })
})

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
    const zip = await resealed(original, {
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
    const zip = await resealed(original, { links: change })
    await refuses(forgeZip(zip), 'zip-damaged')
  })

  it('leaves fields behind that are none of ours, whatever they are called', async () => {
    const strange = { ...NESTED, constructor: { prototype: { polluted: 1 } }, admin: true }
    const dirty = original.map((entry) => {
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
    before = await stored()
    const zip = forgeZip(
      await resealed(original, {
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
      original,
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
    const zip = await resealed(original, {}, (old) => ({ ...old, ...change }))
    await refuses(forgeZip(zip), 'zip-damaged')
  })

  it('is refused where files are missing that it names', async () => {
    const zip = await resealed(original, {}, (old) => {
      const tables = old['tables'] as Record<string, { rows: number; files: string[] }>
      return { ...old, tables: { ...tables, links: { rows: 5, files: ['data/nothing.jsonl'] } } }
    })
    await refuses(forgeZip(zip), 'zip-damaged')
  })

  it('is refused with fewer rows than it counts', async () => {
    const zip = await resealed(original, {}, (old) => {
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
    const done = importNow([file], { signal: controller.signal, progress })
    await expect(done).rejects.toThrow(/abort/i)
    expect(await digestRows()).toEqual(1)
  })
})

/** Links in the library: bodies that nothing refers to may be left. */
const digestRows = () => db.links.count()
