import { readFileSync } from 'node:fs'
import { join } from 'node:path'
// biome-ignore lint/style/noRestrictedImports: a library of then is made without the schema of today
import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decodeBody } from '../../utils/db/blobs.ts'
import { createDatabase, type Database, db as library } from '../../utils/db/database.ts'
import { addLink } from '../../utils/db/link-acts.ts'
import { linkByKey, similarLinks } from '../../utils/db/queries.ts'
import { rekeyLinks } from '../../utils/db/rekey-links.ts'
import { createTag } from '../../utils/db/tag-acts.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { urlKeyOf } from '../../utils/links/url-key.ts'
import { openIndex } from '../../utils/search/index/open-index.ts'
import { runIndexer } from '../../utils/search/index/run-indexer.ts'
import { gunzip, sha256 } from '../../utils/shared/bytes.ts'
import { indexedTerms, wantedTerms } from '../support/searched-library.ts'

/** Tables of each released version as they were declared then; written once, like the samples. */
const RELEASED = [
  {
    version: 1,
    stores: {
      links: 'id, &uid, &urlKey, [state+id], *tags',
      snapshots: 'uid, [linkId+capturedAt], status',
      blobs: 'hash',
      texts: 'hash',
      thumbs: 'snapshot',
      tags: 'id, &uid, &nameKey',
      jobs: 'id, kind, snapshot, linkId',
      journal: 'id, at',
      settings: 'key',
    },
  },
  {
    version: 2,
    stores: {
      links: 'id, &uid, &urlKey, [state+id], [starred+state], *tags',
      snapshots: 'uid, [linkId+capturedAt], status',
      blobs: 'hash, stored',
      texts: 'hash',
      thumbs: 'snapshot',
      tags: 'id, &uid, &[parent+nameKey]',
      jobs: 'id, kind, [kind+status+startedAt], [batch+status], snapshot, linkId',
      journal: 'id, at, of, [kind+at]',
      settings: 'key',
    },
  },
  {
    version: 3,
    stores: {
      links: 'id, &uid, &urlKey, *similarKeys, [state+id], [starred+state], *tags',
      snapshots: 'uid, [linkId+capturedAt], status',
      blobs: 'hash, stored',
      texts: 'hash',
      thumbs: 'snapshot',
      tags: 'id, &uid, &[parent+nameKey]',
      jobs: 'id, kind, [kind+status+startedAt], [batch+status], snapshot, linkId',
      journal: 'id, at, of, [kind+at]',
      settings: 'key',
    },
  },
  {
    version: 4,
    stores: {
      links: 'id, &uid, &urlKey, *similarKeys, [state+id], [starred+state], *tags',
      snapshots: 'uid, [linkId+capturedAt], status',
      blobs: 'hash, stored',
      texts: 'hash',
      thumbs: 'snapshot',
      tags: 'id, &uid, &[parent+nameKey]',
      jobs: 'id, kind, [kind+status+startedAt], [batch+status], snapshot, linkId',
      journal: 'id, at, of, [kind+at]',
      settings: 'key',
      records: 'id, pending, seq, *refs',
      replica: 'key',
      transfers: 'id, way',
    },
  },
  {
    version: 5,
    stores: {
      links: 'id, &uid, &urlKey, *similarKeys, [state+id], [starred+state], *tags',
      snapshots: 'uid, [linkId+capturedAt], status',
      blobs: 'hash, stored',
      texts: 'hash',
      thumbs: 'snapshot',
      tags: 'id, &uid, &[parent+nameKey]',
      jobs: 'id, kind, [kind+status+startedAt], [batch+status], snapshot, linkId',
      journal: 'id, at, of, [kind+at]',
      settings: 'key',
      records: 'id, pending, seq, *refs',
      replica: 'key',
      transfers: 'id, way',
      indexLog: '++n',
      indexState: 'key',
      indexSegments: 'id',
      indexDocs: 'segment',
      indexBlocks: '[segment+last]',
      indexWaiting: 'link, text',
    },
  },
  {
    version: 6,
    stores: {
      links: 'id, &uid, &urlKey, *similarKeys, [state+id], [starred+state], *tags',
      snapshots: 'uid, [linkId+capturedAt], status',
      blobs: 'hash, stored',
      texts: 'hash',
      thumbs: 'snapshot',
      tags: 'id, &uid, &[parent+nameKey]',
      jobs: 'id, kind, [kind+status+startedAt], [batch+status], snapshot, linkId',
      journal: 'id, at, of, [kind+at]',
      settings: 'key',
      records: 'id, pending, seq, *refs',
      replica: 'key',
      transfers: 'id, way',
      indexLog: '++n',
      indexState: 'key',
      indexSegments: 'id',
      indexDocs: 'segment',
      indexBlocks: '[segment+last]',
      indexWaiting: 'link, *text',
    },
  },
]

type Rows = Record<string, Record<string, unknown>[]>

/** The rows of a frozen sample, their binary fields made again. */
function sample(version: number): Rows {
  const file = join(import.meta.dirname, `../db-versions/v${version}.json`)
  const { rows } = JSON.parse(readFileSync(file, 'utf8'), (_, value: unknown) => revive(value))
  return rows as Rows
}

const TYPED = { Float64Array, Uint32Array, Uint8Array }

function revive(value: unknown): unknown {
  const { $typed, bytes } = (value ?? {}) as { $typed?: keyof typeof TYPED; bytes?: string }
  if ($typed) return new TYPED[$typed](Uint8Array.from(Buffer.from(bytes ?? '', 'base64')).buffer)
  const { $buffer, $blob, type } = (value ?? {}) as Record<'$buffer' | '$blob' | 'type', unknown>
  if (typeof $buffer === 'string') return Uint8Array.from(Buffer.from($buffer, 'base64')).buffer
  if (typeof $blob !== 'string') return value
  return new Blob([Buffer.from($blob, 'base64')], { type: String(type) })
}

async function fill(name: string, { version, stores }: (typeof RELEASED)[number]): Promise<Rows> {
  const rows = sample(version)
  const old = new Dexie(name)
  old.version(version).stores(stores)
  for (const [table, list] of Object.entries(rows)) await old.table(table).bulkAdd(list)
  old.close()
  return rows
}

describe.each(RELEASED)('a library of version $version', (released) => {
  const name = `library of version ${released.version}`
  let rows: Rows
  let db: Database

  beforeEach(async () => {
    rows = await fill(name, released)
    db = createDatabase(name)
  })
  afterEach(() => db.delete())

  it('has a sample of every table', () => {
    const filled = Object.keys(rows).filter((table) => rows[table]?.length)
    expect(filled.toSorted()).toEqual(Object.keys(released.stores).toSorted())
  })

  it.each(Object.keys(released.stores))('keeps every row of %s', async (table) => {
    const now = (await db.table(table).toArray()) as Record<string, unknown>[]
    const keys = [db.table(table).schema.primKey.keyPath ?? ''].flat()
    const keyOf = (row: Record<string, unknown>) => keys.map((key) => row[key]).join(' ')
    const sorted = (list: Record<string, unknown>[] = []) =>
      list.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    expect(sorted(now)).toEqual(sorted(rows[table]))
  })

  it('finds its links by address, state and tag', async () => {
    const [link] = await db.links.where('tags').equals(2).toArray()
    expect(link?.title).toBe('山中与裴秀才迪书')
    expect(
      (
        await db.links
          .where('urlKey')
          .equals(link?.urlKey ?? '')
          .first()
      )?.id,
    ).toBe(link?.id)
    const trash = db.links.where('[state+id]').between(['trash', -Infinity], ['trash', Infinity])
    expect(await trash.count()).toBe(1)
  })

  it('gives every body a version names, readable', async () => {
    const snapshot = await db.snapshots.where('status').equals('complete').first()
    const hashes = [
      ...(snapshot?.frames ?? []).map(({ html }) => html),
      ...(snapshot?.resources ?? []).map(({ hash }) => hash),
      snapshot?.screenshot ?? '',
    ]
    expect(hashes).toHaveLength(4)
    for (const stored of await db.blobs.bulkGet(hashes)) {
      const body = stored && (await decodeBody(stored))
      expect([body?.size, body?.type]).toEqual([stored?.bytes, stored?.type])
      expect(await sha256((await body?.arrayBuffer()) ?? new ArrayBuffer(0))).toBe(stored?.hash)
    }
    const [text] = await db.texts.toArray()
    const plain = await gunzip(new Uint8Array(text?.body ?? new ArrayBuffer(0)))
    expect(new TextDecoder().decode(plain)).toContain('近腊月下')
    const [thumb] = await db.thumbs.toArray()
    expect([thumb?.picture.size, thumb?.picture.type]).toEqual([8, 'image/jpeg'])
  })
})

describe.each(RELEASED)('the library in use, begun with version $version', (released) => {
  it('undoes what was done then', async () => {
    await library.delete()
    await fill(library.name, released)
    await library.open()
    await undoAct('act-1')
    const link = await library.links.where('urlKey').equals('https://gone.example/').first()
    expect(link).toMatchObject({ title: 'deleted', versions: 1 })
    expect(await library.snapshots.get(link?.latest ?? '')).toMatchObject({ title: 'deleted' })
  })

  it('finds its links by the keys of today', async () => {
    await library.delete()
    const { links = [] } = await fill(library.name, released)
    await library.open()
    await rekeyLinks()
    const poem = await linkByKey('https://example.com/poem?id=1')
    expect(poem).toMatchObject({ title: '山中与裴秀才迪书', versions: 2 })
    expect(await similarLinks(['//example.com/poem?id=1'])).toEqual([poem])
    expect(await linkByKey('http://typed.example/')).toMatchObject({ id: links[1]?.['id'] })
    expect(await library.links.count()).toBe(links.length)
    const url = 'https://example.com/poem?id=1&utm_source=x#end'
    const { already } = await addLink({ url, urlKey: urlKeyOf(url), title: '', tags: [], at: 1 })
    expect(already).toBe(true)
  })

  it('is indexed whole', async () => {
    await library.delete()
    await fill(library.name, released)
    await library.open()
    await runIndexer()
    expect(await indexedTerms()).toEqual(await wantedTerms())
    expect((await openIndex().postings({ term: '近腊', prefix: false })).docs).toHaveLength(1)
  })

  it('counts up from the tags of then', async () => {
    await library.delete()
    const { tags } = await fill(library.name, released)
    await library.open()
    const { tagId } = await createTag('made today')
    expect(tags?.map(({ id }) => id)).not.toContain(tagId)
  })
})

describe('the library in use, begun with version 2', () => {
  it('undoes what changed single fields', async () => {
    const released = RELEASED[1]
    if (!released) throw new Error('no version 2')
    await library.delete()
    await fill(library.name, released)
    await library.open()
    await undoAct('act-4')
    await undoAct('act-3')
    expect((await library.tags.get(3))?.name).toBe('react')
    expect((await library.links.get(1740800000000000))?.tags).toEqual([1, 2])
  })
})
