import { readFileSync } from 'node:fs'
import { join } from 'node:path'
// biome-ignore lint/style/noRestrictedImports: another reader of the format than our own
import JSZip from 'jszip'
import { beforeEach, describe, expect, it } from 'vitest'
import { db, libraryTables } from '../../utils/db/database.ts'
import { digestLibrary } from '../../utils/db/library/digest-library.ts'
import { KEY_FIELDS } from '../../utils/db/library/row-shapes.ts'
import {
  fillSampleLibrary,
  jobOf,
  linkRow,
  putBody,
  putSnapshot,
  wipe,
} from '../support/library-rows.ts'
import { exportedFiles, exportNow, importNow } from '../support/zip-files.ts'

beforeEach(wipe)

/** The rows of a frozen sample, their bytes made again. */
function frozenRows(version: number): Record<string, unknown[]> {
  const file = join(import.meta.dirname, `../db-versions/v${version}.json`)
  const { rows } = JSON.parse(readFileSync(file, 'utf8'), (_, value: unknown) => revive(value))
  return rows as Record<string, unknown[]>
}

function revive(value: unknown): unknown {
  const { $buffer, $blob, type } = (value ?? {}) as Record<'$buffer' | '$blob' | 'type', unknown>
  if (typeof $buffer === 'string') return Uint8Array.from(Buffer.from($buffer, 'base64')).buffer
  if (typeof $blob !== 'string') return value
  return new Blob([Buffer.from($blob, 'base64')], { type: String(type) })
}

/** What sync knows of the rows is of this browser: it is in no export. */
const OF_SYNC = ['records', 'replica', 'transfers']
const TABLES = () =>
  libraryTables()
    .map(({ name }) => name)
    .filter((name) => !OF_SYNC.includes(name))

/** All rows, their bytes as text. */
async function everything(): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {}
  for (const name of TABLES()) {
    const rows = (await db.table(name).toArray()) as Record<string, unknown>[]
    tables[name] = await Promise.all(rows.map(plain))
  }
  return tables
}

async function plain(row: Record<string, unknown>): Promise<unknown> {
  const fields = Object.entries(row).map(async ([field, value]) => {
    const blob = value instanceof Blob ? value : undefined
    const bytes = blob ? await blob.arrayBuffer() : value
    if (!(bytes instanceof ArrayBuffer)) return [field, value] as const
    return [field, [blob?.type, Buffer.from(bytes).toString('base64')]] as const
  })
  return Object.fromEntries(await Promise.all(fields))
}

describe('export, wipe, import', () => {
  it('gives every row of every table back', async () => {
    await fillSampleLibrary()
    const before = await everything()
    expect(Object.values(before).every((rows) => rows.length > 0)).toBe(true)
    const digest = await digestLibrary()
    const files = await exportedFiles()
    await wipe()
    expect(await digestLibrary()).not.toBe(digest)
    expect(await importNow(files)).toEqual({ links: 13, snapshots: 12, merged: 0, actId: '' })
    expect(await everything()).toEqual(before)
    expect(await digestLibrary()).toBe(digest)
  })

  it('takes no body along that is nobody’s, and leaves none behind', async () => {
    await fillSampleLibrary(2)
    const files = await exportedFiles()
    const digest = await digestLibrary()
    await wipe()
    const link = linkRow(50)
    await putSnapshot(link, 50)
    await db.snapshots.clear()
    await importNow(files)
    expect(await digestLibrary()).toBe(digest)
  })

  it('names the digest of the library in its manifest', async () => {
    await fillSampleLibrary(3)
    expect((await exportNow()).digest).toBe(await digestLibrary())
  })

  it('works for an empty library', async () => {
    const files = await exportedFiles()
    expect(await importNow(files)).toEqual({ links: 0, snapshots: 0, merged: 0, actId: '' })
    expect(await db.links.count()).toBe(0)
  })

  it('works in several parts, chosen in any order', async () => {
    await fillSampleLibrary(30)
    const digest = await digestLibrary()
    const { files } = await exportNow({ limits: { entries: 25, bytes: 1e9 } })
    expect(files.length).toBeGreaterThan(3)
    expect(files[1]?.name).toBe('linkshot-2025-10-09-part-2.zip')
    const blobs = files.map(({ body }) => body)
    await wipe()
    await expect(importNow(blobs.slice(1))).rejects.toMatchObject({ reason: 'zip-parts' })
    await expect(importNow(blobs.slice(0, 1))).rejects.toMatchObject({ reason: 'zip-parts' })
    await importNow(blobs.toReversed())
    expect(await digestLibrary()).toBe(digest)
  })

  it('begins a new part before one grows too large', async () => {
    await fillSampleLibrary(30)
    const { files } = await exportNow({ limits: { entries: 60_000, bytes: 20_000 } })
    expect(files.length).toBeGreaterThan(1)
    for (const { body } of files) expect(body.size).toBeLessThan(22_000)
  })

  it('keeps large bodies apart from the heap, as they were', async () => {
    const link = linkRow(1)
    await db.links.put(link)
    await putSnapshot(link, 1)
    const bytes = crypto.getRandomValues(new Uint8Array(65_536))
    const large = new Uint8Array(1_500_000).map((_, at) => bytes[at % 65_536] ?? 0)
    const hash = await putBody(large, 'video/mp4')
    const files = await exportedFiles()
    await wipe()
    await importNow(files)
    expect((await db.blobs.get(hash))?.body).toBeInstanceOf(Blob)
  })
})

it('has a place for every table of the database', () => {
  expect(Object.keys(KEY_FIELDS).sort()).toEqual(TABLES().sort())
})

it('takes whatever a page may have called itself', async () => {
  const odd = '\u0000\ud800 "\\\u2028</script>'.repeat(50)
  const link = linkRow(1, { title: odd, lang: odd, note: odd })
  await db.links.put(link)
  await putSnapshot(link, 1, { title: odd, engine: odd })
  const hash = await putBody('odd type', 'text/h\u00e4ml; charset=\u0000')
  const digest = await digestLibrary()
  const { files, lost } = await exportNow()
  expect(lost).toBe(0)
  await wipe()
  await importNow(files.map(({ body }) => body))
  expect(await db.links.toArray()).toEqual([link])
  expect((await db.blobs.get(hash))?.type).toBe('text/h\u00e4ml; charset=\u0000')
  expect(await digestLibrary()).toBe(digest)
})

it('brings a library of long ago back, as this version sees it', async () => {
  await db.transaction('rw', db.tables, async () => {
    for (const [table, rows] of Object.entries(frozenRows(2))) await db.table(table).bulkAdd(rows)
  })
  const digest = await digestLibrary()
  const { files, lost, links } = await exportNow()
  expect([lost, links]).toEqual([0, await db.links.count()])
  await wipe()
  await importNow(files.map(({ body }) => body))
  expect(await digestLibrary()).toBe(digest)
  expect(await db.journal.count()).toBeGreaterThan(0)
})

describe('work in progress', () => {
  it('comes back as what can be tried again, and opens nothing by itself', async () => {
    await db.links.put(linkRow(900))
    await db.jobs.bulkPut([
      jobOf(linkRow(900).id, { status: 'running', reason: '', tabId: 17, batch: 'batch-1' }),
      { ...jobOf(0), id: 'keep-1', kind: 'keep', tabId: 9 } as never,
    ])
    const digest = await digestLibrary()
    const files = await exportedFiles()
    await wipe()
    await importNow(files)
    expect(await db.jobs.toArray()).toEqual([
      jobOf(linkRow(900).id, { status: 'failed', reason: 'interrupted' }),
    ])
    expect(await digestLibrary()).toBe(digest)
  })

  it('makes a page that was being completed say what it lacks', async () => {
    const link = linkRow(1)
    await db.links.put(link)
    const { uid } = await putSnapshot(link, 1, { status: 'partial', missing: [] })
    const wanted = [{ cid: 'x', url: 'https://x.example/a.png', kind: 'image' }]
    await db.jobs.put({
      ...jobOf(link.id),
      id: 'r1',
      kind: 'resources',
      snapshot: uid,
      wanted,
    } as never)
    const files = await exportedFiles()
    await wipe()
    await importNow(files)
    expect(await db.snapshots.get(uid)).toMatchObject({
      status: 'complete',
      missing: [{ kind: 'image', url: 'https://x.example/a.png', reason: 'interrupted' }],
    })
  })
})

describe('what was lost before the export', () => {
  it('is counted, and the rest comes back', async () => {
    await fillSampleLibrary(3)
    const [first, second] = await db.snapshots.toArray()
    await db.blobs.delete(first?.screenshot ?? '')
    await db.blobs.update(second?.frames[0]?.html ?? '', { body: new ArrayBuffer(3) })
    const { files, lost } = await exportNow()
    expect(lost).toBe(2)
    await wipe()
    await importNow(files.map(({ body }) => body))
    expect(await db.snapshots.count()).toBe(3)
  })

  it('may vanish while the export runs', async () => {
    await fillSampleLibrary(6)
    let calls = 0
    const progress = () => {
      if (calls++ === 3) void db.blobs.clear()
    }
    const { files, lost } = await exportNow({ progress })
    expect(lost).toBeGreaterThan(0)
    await wipe()
    await importNow(files.map(({ body }) => body))
    expect(await db.snapshots.count()).toBe(6)
  })
})

describe('the file', () => {
  it('can be read by any other program', async () => {
    await fillSampleLibrary(3)
    const [file = new Blob()] = await exportedFiles()
    const zip = await JSZip.loadAsync(await file.arrayBuffer(), { checkCRC32: true })
    const names = Object.keys(zip.files)
    expect(names).toContain('index.html')
    expect(names).toContain('README.txt')
    expect(names).toContain('data/links-1.jsonl')
    const picture = names.find((name) => name.endsWith('.jpg') && name.startsWith('pages/'))
    expect(picture).toMatch(/^pages\/第 \d 页 “quoted” b \(2025-10-09\)( \d)?\.jpg$/)
    expect(await zip.file(picture ?? '')?.async('string')).toMatch(/^picture \d$/)
    const html = await zip.file('index.html')?.async('string')
    expect(html).toContain('#前端/React')
    expect(html).not.toContain('<b>')
    const links = await zip.file('data/links-1.jsonl')?.async('string')
    expect(links?.trim().split('\n')).toHaveLength(4)
  })

  it('is left unfinished by nobody: a cancelled export throws', async () => {
    await fillSampleLibrary(6)
    const controller = new AbortController()
    const progress = () => controller.abort()
    await expect(exportNow({ signal: controller.signal, progress })).rejects.toThrow(/abort/i)
  })
})
