import { describe, expect, it } from 'vitest'
import { forgeZip, resealed } from '../support/forge-zip.ts'
import {
  altered,
  named,
  others,
  prepareImports,
  refuses,
  valid,
} from '../support/hostile-import.ts'
import { importNow } from '../support/zip-files.ts'

prepareImports()

const zeros = (bytes: number) => Buffer.alloc(bytes)

it('takes the unaltered entries, so that the tests below are about what they alter', async () => {
  expect(await importNow([forgeZip(valid.entries)])).toMatchObject({ links: 5, snapshots: 4 })
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
    await refuses(valid.file.slice(0, Math.floor(valid.file.size * share)), 'zip-damaged')
  })

  it('is refused with something behind it', async () => {
    await refuses(new Blob([valid.file, 'x']), 'zip-damaged')
  })

  it('is refused with something before it', async () => {
    await refuses(new Blob(['x', valid.file]), 'zip-damaged')
  })

  it('is taken with a comment, which some programs add', async () => {
    const zip = forgeZip(valid.entries, { comment: Buffer.from('kept by hand') })
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
    await refuses(forgeZip([...valid.entries, { name, data: zeros(1) }]), 'zip-unsafe')
  })
})

describe('an entry that lies', () => {
  it('may not come twice', async () => {
    await refuses(forgeZip([...valid.entries, named('data/links')]), 'zip-unsafe')
  })

  it('may not share bytes with another', async () => {
    const zip = forgeZip([
      ...valid.entries,
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
    await refuses(forgeZip(valid.entries, { count: 0xffff }), 'zip-unsafe')
  })

  it('may not be more or fewer than the end says', async () => {
    await refuses(forgeZip(valid.entries, { count: valid.entries.length - 1 }), 'zip-damaged')
  })
})

describe('a bomb', () => {
  it('is refused by its size, unopened', async () => {
    const bomb = { name: 'data/bomb', data: zeros(10), size: 3_000_000_000 }
    await refuses(forgeZip([...valid.entries, bomb]), 'zip-too-large')
  })

  it('is stopped where it says it is small', async () => {
    await refuses(altered('data/links', { data: zeros(8_000_000), size: 1000 }), 'zip-damaged')
  })

  it('is stopped in a packed body', async () => {
    const { gzipSync } = await import('node:zlib')
    const body = named('blobs/')
    const gz = valid.entries.find(({ name }) => name.endsWith('.gz')) ?? body
    const data = gzipSync(zeros(8_000_000))
    const entries = await resealed(
      valid.entries.map((entry) => (entry === gz ? { ...gz, data } : entry)),
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
    const lacking = await resealed(valid.entries, {
      blobs: (rows) => rows.filter((row) => row['file'] !== name),
    })
    await refuses(forgeZip(lacking), 'zip-damaged')
  })

  it('is refused if its picture is of a kind that could run', async () => {
    const zip = await resealed(valid.entries, {
      thumbs: (rows) => rows.map((row) => ({ ...row, type: 'text/html' })),
    })
    await refuses(forgeZip(zip), 'zip-damaged')
  })

  it('is refused if its picture takes the name of another', async () => {
    const other = (name: string) => name.replace(/^([0-9a-f]{63})[0-9a-f]$/, '$1f')
    const zip = await resealed(valid.entries, {
      thumbs: (rows) => rows.map((row) => ({ ...row, snapshot: other(String(row['snapshot'])) })),
    })
    await refuses(forgeZip(zip), 'zip-hash')
  })

  it('of text is refused if it is another text', async () => {
    const zip = await resealed(valid.entries, {
      texts: (rows) => rows.map((row) => ({ ...row, text: 'other' })),
    })
    await refuses(forgeZip(zip), 'zip-hash')
  })
})
