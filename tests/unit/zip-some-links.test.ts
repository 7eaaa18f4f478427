import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { addLink, editLinks } from '../../utils/db/link-acts.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { newCapture, textBody } from '../support/rows.ts'
import { paths } from '../support/stored-tags.ts'
import { exportSome, importNow } from '../support/zip-files.ts'

const AT = 1_700_000_000_000

beforeEach(async () => {
  await db.delete()
  await db.open()
})

async function keep(name: string, tags: string[], versions = 1): Promise<number> {
  const url = `https://example.com/${name}`
  const { linkId } = await addLink({ url, urlKey: url, title: name, tags, at: AT })
  for (let n = 0; n < versions; n++) {
    const uid = `${name}${n}`
    const capture = await newCapture(uid, { urlKey: url, linkId, capturedAt: AT + n })
    const { hash } = await textBody(`text of ${uid}`)
    const text = { hash, body: await gzipped(`text of ${uid}`), length: 1 }
    await saveCapture({ ...capture, text, snapshot: { ...capture.snapshot, url } })
  }
  return linkId
}

async function gzipped(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Response(stream).arrayBuffer()
}

async function intoEmpty(files: { body: Blob }[]) {
  await db.delete()
  await db.open()
  return importNow(files.map(({ body }) => body))
}

describe('an export of some links', () => {
  it('holds them with versions, bodies, notes and tags, and nothing of the others', async () => {
    const ids = [await keep('a', ['x/inner'], 2), await keep('c', [])]
    await keep('b', ['y'])
    await editLinks(ids.slice(0, 1), { note: 'mine', starred: 1 })
    const { files, links, snapshots, lost } = await exportSome([...ids, ...ids])
    expect({ links, snapshots, lost }).toEqual({ links: 2, snapshots: 3, lost: 0 })
    expect(await intoEmpty(files)).toMatchObject({ links: 2, snapshots: 3 })
    const rows = await db.links.toArray()
    expect(rows.map(({ url, note, starred, versions }) => [url, note, starred, versions])).toEqual([
      ['https://example.com/a', 'mine', 1, 2],
      ['https://example.com/c', '', 0, 1],
    ])
    expect((await paths()).toSorted()).toEqual(['x', 'x/inner'])
    expect(await db.blobs.count()).toBe(3)
    expect(await db.texts.count()).toBe(3)
  })

  it('merges with a library that has them already', async () => {
    const id = await keep('a', ['x'])
    const { files } = await exportSome([id])
    const before = await db.links.toArray()
    await importNow(files.map(({ body }) => body))
    expect(await db.links.toArray()).toEqual(before)
  })

  it('passes by links that are gone, and ends when it is told to', async () => {
    const id = await keep('a', [])
    expect(await exportSome([id, 12345])).toMatchObject({ links: 1 })
    const signal = AbortSignal.abort(new Error('left'))
    await expect(exportSome([id], { signal })).rejects.toThrow('left')
  })
})
