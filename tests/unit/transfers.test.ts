import { beforeEach, describe, expect, it } from 'vitest'
import { bodiesLacking, bodyHashes, smallLacking } from '../../utils/db/body-queries.ts'
import { db } from '../../utils/db/database.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import { downloadsLeft, queueDownloads, readBody, storeBody } from '../../utils/db/transfers.ts'
import { newCapture } from '../support/rows.ts'

beforeEach(async () => {
  await db.delete()
  await db.open()
})

const raw = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer

/** As if the version had been kept in another browser. */
async function keptElsewhere(uid: string): Promise<void> {
  await saveCapture(await newCapture(uid, { urlKey: `https://example.com/${uid}` }))
  await Promise.all([db.blobs.clear(), db.texts.clear(), db.thumbs.clear()])
}

const store = (hash: string, body: ArrayBuffer) =>
  storeBody('one', { hash, encoding: 'identity', body, bytes: body.byteLength })

describe('what a version lacks', () => {
  it('is all of it at first, and nothing once all of it came', async () => {
    await keptElsewhere('one')
    const hashes = await bodyHashes('one')
    expect((await bodiesLacking('one')).toSorted()).toEqual(hashes.toSorted())
    for (const hash of hashes) await store(hash, raw(`body of ${hash}`))
    expect(await bodiesLacking('one')).toEqual([])
    for (const hash of hashes) expect((await readBody(hash))?.hash).toBe(hash)
  })

  it('is its text and small picture for lists', async () => {
    await keptElsewhere('one')
    const { text, thumb } = (await db.snapshots.get('one')) ?? {}
    expect(await smallLacking('one')).toEqual([text, thumb])
    await store(text ?? '', raw('text'))
    expect(await smallLacking('one')).toEqual([thumb])
  })

  it('is the file where only its text came, though both have one hash', async () => {
    await keptElsewhere('one')
    const row = await db.snapshots.get('one')
    const [file = ''] = row?.frames.map(({ html }) => html) ?? []
    await db.snapshots.update('one', { text: file })
    await db.texts.put({ hash: file, body: raw(''), length: 0 })
    expect(await bodiesLacking('one')).toContain(file)
    await store(file, raw('a file of text'))
    expect([await db.blobs.count(), await db.texts.count()]).toEqual([1, 1])
    expect(await bodiesLacking('one')).not.toContain(file)
  })
})

describe('versions that came', () => {
  it('are gone through one after the other, those that stay too', async () => {
    for (const uid of ['a', 'b', 'c']) await keptElsewhere(uid)
    await queueDownloads()
    const first = await downloadsLeft(2)
    expect(first).toEqual(['a', 'b'])
    expect(await downloadsLeft(2, first.at(-1))).toEqual(['c'])
    expect(await downloadsLeft(2, 'c')).toEqual([])
  })
})
