import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CDXIndexer, WARCParser } from 'warcio'
import { downloadFrom } from '../replay/open-file.ts'
import { type Extension, launchExtension } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { keepPage } from '../support/kept-page.ts'
import { filesOf } from '../support/unpack.ts'
import { openInViewer } from '../support/viewer.ts'

interface DataPackage {
  profile: string
  wacz_version: string
  title: string
  created: string
  software: string
  mainPageUrl: string
  mainPageDate: string
  resources: { name: string; path: string; hash: string; bytes: number }[]
}

interface Line {
  url: string
  mime: string
  status: string
  digest: string
  length: string
  offset: string
  filename: string
}

interface Read {
  type: string | null | undefined
  url: string
  payload: Uint8Array
  headers: Map<string, string>
}

const sha256 = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
const lines = (bytes: Buffer | undefined) => bytes?.toString().trimEnd().split('\n') ?? []
const streamOf = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]).stream()

/** All records of a WARC file, as warcio reads them. */
async function recordsOf(bytes: Uint8Array): Promise<Read[]> {
  const records: Read[] = []
  const parser = new WARCParser(streamOf(bytes), { keepHeadersCase: true })
  for await (const record of parser)
    records.push({
      type: record.warcType,
      url: record.warcTargetURI ?? '',
      payload: await record.readFully(false),
      headers: new Map(record.warcHeaders.headers),
    })
  return records
}

describe('a kept page saved as WACZ', () => {
  let sites: FixtureSites
  let extension: Extension
  let path: string
  let url: string
  let files: Map<string, Buffer>
  let records: Read[]

  beforeAll(async () => {
    sites = await serveFixtures()
    extension = await launchExtension({ mode: 'granted' })
    await closeWelcome(extension)
    url = `${sites.main.origin}/zh.html`
    const kept = await keepPage(extension, url)
    const viewer = await openInViewer(extension, kept.snapshot, kept.size)
    path = (await downloadFrom(extension, viewer, '[data-action="export-wacz"]')).path
    files = await filesOf(path)
    records = await recordsOf(files.get('archive/data-1.warc.gz') ?? Buffer.alloc(0))
  })
  afterAll(async () => {
    await extension.close()
    await sites.close()
  })

  it('has the files of the specification, whole, with their hashes', () => {
    const about = JSON.parse(String(files.get('datapackage.json'))) as DataPackage
    expect(about).toMatchObject({
      profile: 'data-package',
      wacz_version: '1.1.1',
      title: '山中与裴秀才迪书 — 古文选读',
      mainPageUrl: url,
      mainPageDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    })
    const listed = about.resources.map((each) => each.path)
    expect([...listed, 'datapackage-digest.json', 'datapackage.json'].sort()).toEqual(
      [...files.keys()].sort(),
    )
    for (const { name, path: at, hash, bytes } of about.resources) {
      const content = files.get(at) ?? Buffer.alloc(0)
      expect([name, hash, bytes]).toEqual([at.split('/').at(-1), sha256(content), content.length])
    }
    expect(JSON.parse(String(files.get('datapackage-digest.json')))).toEqual({
      path: 'datapackage.json',
      hash: sha256(files.get('datapackage.json') ?? Buffer.alloc(0)),
    })
  })

  it.skipIf(spawnSync('unzip', ['-v']).status !== 0)(
    'is a ZIP whose records and index lie in it as they are',
    () => {
      execFileSync('unzip', ['-tq', path])
      const listing = execFileSync('unzip', ['-v', path]).toString()
      for (const name of ['archive/data-1.warc.gz', 'indexes/index.cdx'])
        expect(listing).toMatch(new RegExp(`Stored .* ${name}\\n`))
    },
  )

  it('has a list of pages with the text of this one', () => {
    const [head = '', page = '', ...more] = lines(files.get('pages/pages.jsonl'))
    expect(JSON.parse(head)).toMatchObject({ format: 'json-pages-1.0', id: 'pages' })
    expect(JSON.parse(page)).toMatchObject({
      url,
      title: '山中与裴秀才迪书 — 古文选读',
      ts: expect.stringMatching(/Z$/),
      text: expect.stringContaining('近腊月下'),
    })
    expect(more).toEqual([])
  })

  it('has WARC 1.1 records that warcio reads, with the right digests', () => {
    expect(records[0]?.type).toBe('warcinfo')
    expect(records.slice(1).map(({ type }) => type)).toEqual(records.slice(1).map(() => 'resource'))
    for (const { type, payload, headers } of records) {
      expect(headers.get('WARC-Record-ID')).toMatch(/^<urn:uuid:[\da-f-]{36}>$/)
      expect(headers.get('WARC-Block-Digest')).toBe(sha256(payload))
      expect(Number(headers.get('Content-Length'))).toBe(payload.length)
      if (type !== 'warcinfo') expect(headers.get('WARC-Payload-Digest')).toBe(sha256(payload))
    }
  })

  it('has the page and its parts at the addresses they were loaded from', () => {
    const urls = records.map((record) => record.url)
    const { main, other } = sites
    expect(urls).toEqual(
      expect.arrayContaining([url, `${main.origin}/zh.css`, `${main.origin}/picture.svg`]),
    )
    expect(urls).toEqual(
      expect.arrayContaining([
        `${other.origin}/foreign.png`,
        `${main.origin}/frame.html`,
        `urn:view:${url}`,
      ]),
    )
    expect(new Set(urls).size).toBe(urls.length)
    const page = Buffer.from(records.find((record) => record.url === url)?.payload ?? []).toString()
    expect(page).toContain(`src="${other.origin}/foreign.png"`)
    expect(page).not.toMatch(/<script|cid:|blob:/)
    const known = new Set(urls)
    for (const [, address = ''] of page.matchAll(/(?:\ssrc|<link[^>]* href)="(https?:[^"#]+)/g))
      expect(known).toContain(address)
  })

  it('has an index by which warcio would find the same', async () => {
    const index = lines(files.get('indexes/index.cdx'))
    expect(index).toEqual(index.toSorted())
    const warc = files.get('archive/data-1.warc.gz') ?? Buffer.alloc(0)
    const ours = index.map((line) => {
      const [, key = '', time = '', json = ''] = /^(\S+) (\d{14}) (\{.*\})$/.exec(line) ?? []
      return { key, time, ...(JSON.parse(json) as Line) }
    })
    for (const { url: address, offset, length, digest } of ours) {
      const [record] = await recordsOf(
        warc.subarray(Number(offset), Number(offset) + Number(length)),
      )
      expect([record?.url, record && sha256(record.payload)]).toEqual([address, digest])
    }
    const indexer = new CDXIndexer({ format: 'cdxj' })
    const theirs: unknown[] = []
    for await (const each of indexer.iterIndex([
      { filename: 'data-1.warc.gz', reader: streamOf(warc) },
    ]))
      theirs.push(
        [
          each['urlkey'],
          each['timestamp'],
          each['url'],
          each['mime'],
          each['offset'],
          each['length'],
        ].map(String),
      )
    const mine = ours.map(({ key, time, url: address, mime, offset, length }) => [
      key,
      time,
      address,
      mime,
      offset,
      length,
    ])
    expect(mine.sort()).toEqual(
      theirs
        .map((each) =>
          (each as string[]).with(3, String((each as string[])[3]).split(';')[0] ?? ''),
        )
        .sort(),
    )
  })
})
