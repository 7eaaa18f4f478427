import { describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { completeSnapshot } from '../../utils/db/jobs.ts'
import { editLinks, tagLinks } from '../../utils/db/link-acts.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import type { RecordKind, SyncRecord } from '../../utils/record/record.ts'
import { syncPass } from '../../utils/sync/sync-pass.ts'
import { newCapture } from '../support/rows.ts'
import { sharedLink } from '../support/shared-link.ts'
import { uid } from '../sync/support/builders.ts'
import { hashText } from '../sync/support/hash.ts'

const VERSION = uid(9)

/** A link with a note, two tags and a version, as two devices and their server know. */
async function whole() {
  const shared = await sharedLink('page')
  const { library, other, server, sync, link } = shared
  await editLinks([link.id], { note: 'one\n\ntwo' })
  await tagLinks([link.id], ['x', 'y'], [])
  await saveCapture(await newCapture(VERSION, { linkId: link.id }))
  await completeSnapshot(VERSION)
  await sync(library, other)
  const uids = { link: link.uid, snapshot: VERSION } as Record<RecordKind, string>
  const recordsOf = async (replica: typeof library) => {
    const found = await Promise.all(
      (['link', 'snapshot'] as const).map((kind) =>
        replica.look((each) => each.getMany(kind, [uids[kind]])),
      ),
    )
    return found.flat().map(({ record }) => record)
  }
  /** As by a mistake of ours: nobody is told, and nothing is unsent. */
  const damage = (kind: RecordKind, change: (record: SyncRecord) => Partial<SyncRecord>) =>
    library.transaction(async (each) => {
      const [local] = await each.getMany(kind, [uids[kind]])
      if (!local) throw new Error('no record')
      const { record } = local
      await each.putMany([{ ...local, record: { ...record, ...change(record) } }])
    })
  const compare = () => syncPass(library, server, { hash: hashText, compare: true })
  const rows = async () => {
    const links = await db.links.toArray()
    const said = links.map(({ updatedAt: _, ...row }) => ({ ...row, tags: row.tags.toSorted() }))
    return [said, await db.tags.toArray(), await db.snapshots.toArray()]
  }
  return { ...shared, damage, compare, recordsOf, rows }
}

const only = <T>(all: Readonly<Record<string, T>>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([each]) => each === name))

const damages: [string, RecordKind, (record: SyncRecord) => Partial<SyncRecord>][] = [
  [
    'a version of which only its link is left',
    'snapshot',
    ({ fields, values }) => ({ fields: only(fields, 'link'), values: only(values, 'link') }),
  ],
  [
    'a tag that a link lacks',
    'link',
    ({ members }) => ({ members: Object.fromEntries(Object.entries(members).slice(1)) }),
  ],
  ['a word that a note lacks', 'link', ({ values }) => ({ values: { ...values, note: 'one' } })],
]

describe('comparing digests', () => {
  it.each(damages)('heals %s', async (_, kind, change) => {
    const { library, other, sync, damage, compare, recordsOf, rows } = await whole()
    const before = await rows()
    await damage(kind, change)
    await sync(library, other, library)
    expect(await rows()).not.toEqual(before)
    expect(await compare()).toMatchObject({ state: 'done', bad: [] })
    expect(await rows()).toEqual(before)
    expect(await recordsOf(library)).toEqual(await recordsOf(other))
  })
})
