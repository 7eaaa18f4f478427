import { beforeEach, describe, expect, it } from 'vitest'
import { collectGarbage } from '../../utils/db/collect-garbage.ts'
import { db } from '../../utils/db/database.ts'
import { digestLibrary } from '../../utils/db/library/digest-library.ts'
import { importRows } from '../../utils/db/library/import-rows.ts'
import { readBody } from '../../utils/db/queries.ts'
import { undoAct } from '../../utils/db/undo.ts'
import type { Link, Tag } from '../../utils/model/link.ts'
import { entriesOf, forgeZip, resealed } from '../support/forge-zip.ts'
import {
  AT,
  fillSampleLibrary,
  jobOf,
  linkRow,
  putKeptLink,
  putSnapshot,
  tagRow,
  uidOf,
  wipe,
} from '../support/library-rows.ts'
import { exportedFiles, importNow } from '../support/zip-files.ts'

beforeEach(wipe)

/** The files of an export of what `fill` puts into an empty library. */
async function exportOf(fill: () => Promise<unknown>): Promise<Blob[]> {
  await wipe()
  await fill()
  const files = await exportedFiles()
  await wipe()
  return files
}

const byKey = (url: string) => db.links.where('urlKey').equals(url).first()
const pathOf = async (id: number | undefined): Promise<string> => {
  const tag: Tag | undefined = await db.tags.get(id ?? 0)
  return tag ? `${await pathOf(tag.parent)}/${tag.name}` : ''
}
const pathsOf = (link: Link | undefined) => Promise.all((link?.tags ?? []).map(pathOf))

describe('an import into a library that is not empty', () => {
  it('makes one link of two with the same address, with all that both had', async () => {
    const { url } = linkRow(1)
    const files = await exportOf(async () => {
      await db.tags.bulkPut([
        tagRow(1, '前端'),
        tagRow(2, 'React', { nameKey: 'react', parent: 1 }),
      ])
      await putKeptLink(1, { note: 'from there', starred: 1, tags: [2] })
    })
    await db.tags.bulkPut([tagRow(1, 'mine'), tagRow(2, '前端', { uid: uidOf(7777) })])
    const mine = linkRow(55, { url, urlKey: url, title: 'my title', note: 'from here', tags: [1] })
    await db.links.put({ ...mine, latest: uidOf(1055), versions: 1 })
    await putSnapshot(mine, 55)

    expect(await importNow(files)).toMatchObject({ links: 0, merged: 1, snapshots: 1 })
    const link = await byKey(url)
    expect(link).toMatchObject({
      id: mine.id,
      title: 'my title',
      note: 'from here\n\nfrom there',
      starred: 1,
      versions: 2,
      latest: uidOf(1055),
    })
    expect(await pathsOf(link)).toEqual(['/mine', '/前端/React'])
    expect(await db.tags.count()).toBe(3)
    expect((await db.snapshots.get(uidOf(1001)))?.linkId).toBe(mine.id)
  })

  it('changes nothing the second time', async () => {
    const files = await exportOf(() => fillSampleLibrary(5))
    await putKeptLink(2, { note: 'mine' })
    await importNow(files)
    const digest = await digestLibrary()
    expect(await importNow(files)).toEqual({ links: 0, merged: 0, snapshots: 0, actId: '' })
    expect(await digestLibrary()).toBe(digest)
  })

  it('takes a link out of the trash where the other library still read it', async () => {
    const files = await exportOf(() => putKeptLink(1, { state: 'archived' }))
    await db.links.put(linkRow(1, { state: 'trash' }))
    await importNow(files)
    expect(await db.links.toArray()).toMatchObject([{ state: 'archived', versions: 1 }])
  })

  it('gives new ids where they are taken, down to the versions', async () => {
    const files = await exportOf(async () => {
      await db.tags.put(tagRow(1, 'theirs'))
      await putKeptLink(1, { tags: [1] })
    })
    const other = linkRow(1, { url: 'https://other.example/', urlKey: 'https://other.example/' })
    await db.links.bulkPut([other, linkRow(3, { id: other.id + 1 })])
    await db.tags.put(tagRow(1, 'ours'))
    await importNow(files)
    const link = await byKey(linkRow(1).urlKey)
    expect(link?.id).toBe(other.id + 2)
    expect(link?.uid).not.toBe(other.uid)
    expect(await pathsOf(link)).toEqual(['/theirs'])
    expect(await db.snapshots.toArray()).toMatchObject([{ linkId: link?.id }])
    expect(await db.links.get(other.id)).toEqual(other)
  })

  it('keeps both of two versions that share a uid', async () => {
    const files = await exportOf(() => putKeptLink(1))
    const mine = await putKeptLink(1)
    await db.snapshots.update(uidOf(1001), { capturedAt: AT + 500 })
    expect(await importNow(files)).toMatchObject({ snapshots: 1 })
    const versions = await db.snapshots.toArray()
    expect(versions.map(({ capturedAt }) => capturedAt).sort()).toEqual([AT + 1, AT + 500])
    expect(await db.links.get(mine.id)).toMatchObject({ versions: 2, latest: uidOf(1001) })
    expect(await db.thumbs.count()).toBe(2)
    expect(await importNow(files)).toMatchObject({ snapshots: 0, actId: '' })
  })

  it('leaves settings and the history of this library alone', async () => {
    const files = await exportOf(() => fillSampleLibrary(2))
    await db.settings.put({ key: 'language', value: 'en' })
    await putKeptLink(40)
    await importNow(files)
    expect((await db.settings.get('language'))?.value).toBe('en')
    expect((await db.journal.toArray()).map(({ kind }) => kind)).toEqual(['import'])
  })

  it('lists links that still wait for their page', async () => {
    const files = await exportOf(async () => {
      await db.links.bulkPut([linkRow(1), linkRow(2)])
      await db.jobs.bulkPut([jobOf(linkRow(1).id), jobOf(linkRow(2).id)])
    })
    await putKeptLink(2)
    await db.links.put(linkRow(9, { id: linkRow(1).id }))
    await importNow(files)
    const id = (await byKey(linkRow(1).urlKey))?.id ?? 0
    expect(await db.jobs.toArray()).toMatchObject([
      { id: `link-${id}`, linkId: id, status: 'failed' },
    ])
  })

  it('brings bodies that can be read', async () => {
    const files = await exportOf(() => fillSampleLibrary(2))
    await putKeptLink(40)
    await importNow(files)
    const snapshot = await db.snapshots.get(uidOf(1000))
    expect(await (await readBody(snapshot?.screenshot ?? ''))?.text()).toBe('picture 0')
    expect(await collectGarbage()).toBe(0)
  })
})

describe('undo of an import', () => {
  it('gives the library back as it was', async () => {
    const files = await exportOf(() => fillSampleLibrary(6))
    await db.tags.put(tagRow(3, '前端'))
    await putKeptLink(2, { note: 'mine', tags: [3] })
    await putKeptLink(30)
    const state = async () => ({
      links: (await db.links.toArray()).map(({ updatedAt: _, ...link }) => link),
      snapshots: await db.snapshots.toArray(),
      tags: await db.tags.toArray(),
    })
    const before = await state()
    const { actId } = await importNow(files)
    expect(await db.links.count()).toBe(8)
    await undoAct(actId)
    expect(await state()).toEqual(before)
    await collectGarbage()
    expect(await db.thumbs.count()).toBe(2)
  })
})

describe('an import that fails half way', () => {
  it.each(['links', 'snapshots', 'jobs'])('at the %s leaves no row behind', async (table) => {
    const source = (lines: Record<string, unknown[]>) => ({
      schema: 2,
      keys: { texts: [], thumbs: [], blobs: [] },
      twins: new Map<string, string>(),
      async *rows(name: string) {
        if (lines[name]) yield lines[name] as never
        if (name === table) throw new Error('the disk was pulled out')
      },
    })
    const rows = { tags: [tagRow(1, 'a')], links: [linkRow(1)], jobs: [jobOf(linkRow(1).id)] }
    for (const prepare of [async () => undefined, () => putKeptLink(5)]) {
      await wipe()
      await prepare()
      const digest = await digestLibrary()
      await expect(importRows(source(rows))).rejects.toThrow('pulled out')
      expect(await digestLibrary()).toBe(digest)
    }
  })

  it('begins again where its bodies were collected as garbage meanwhile', async () => {
    const files = await exportOf(() => fillSampleLibrary(3))
    const digest = await digestOf(files)
    await wipe()
    let collected = 0
    let stored = 0
    const progress = ({ stage }: { stage: string }) => {
      if (stage === 'store' && ++stored === 9) void collectGarbage().then((n) => (collected = n))
    }
    await importNow(files, { progress })
    expect(collected).toBeGreaterThan(-1)
    expect(await digestLibrary()).toBe(digest)
  })
})

async function digestOf(files: Blob[]): Promise<string> {
  await wipe()
  await importNow(files)
  return digestLibrary()
}

describe('an export of schema version 1', () => {
  it('has its tags nested as an upgrade does', async () => {
    const [file = new Blob()] = await exportOf(async () => {
      await db.tags.bulkPut([tagRow(1, 'x'), tagRow(2, 'y')])
      await db.links.put(linkRow(1, { tags: [2] }))
    })
    const old = await resealed(
      await entriesOf(file),
      {
        tags: (rows) =>
          rows.map((row) => ({
            ...row,
            name: `旅行/${row['name']}`,
            nameKey: `旅行/${row['name']}`,
          })),
      },
      (manifest) => ({ ...manifest, schema: 1 }),
    )
    await importNow([forgeZip(old)])
    expect(await pathsOf((await db.links.toArray())[0])).toEqual(['/旅行/y'])
  })
})
