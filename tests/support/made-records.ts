import { db } from '../../utils/db/database.ts'
import { dexieReplica } from '../../utils/db/replica/dexie-replica.ts'
import type { Json, RecordKind } from '../../utils/record/record.ts'
import type { LocalRecord, ReplicaTransaction } from '../../utils/record/replica.ts'
import { stampOf } from '../../utils/record/stamp.ts'
import { newCapture } from './rows.ts'

export const AT = 1_700_000_000_000
export const stampAt = (minutes: number) => stampOf(AT + minutes * 60_000, 0, '0000beef')

/** A record as another device made it. */
export function made(
  kind: RecordKind,
  uid: string,
  values: Record<string, Json>,
  { members = [], at = 0, deletedAt }: { members?: string[]; at?: number; deletedAt?: number } = {},
): LocalRecord {
  const stamp = stampAt(at)
  return {
    seq: 1,
    round: 1,
    record: {
      kind,
      uid,
      values,
      fields: Object.fromEntries(Object.keys(values).map((field) => [field, stamp])),
      members: Object.fromEntries(members.map((member) => [member, [stamp, ''] as const])),
      deleted: deletedAt === undefined ? '' : stampAt(deletedAt),
    },
  }
}

export const url = (name: string) => `https://example.com/${name}`

export const madeLink = (
  name: string,
  values: Record<string, Json> = {},
  rest: Parameters<typeof made>[3] = {},
) =>
  made(
    'link',
    name,
    {
      url: url(name),
      urlKey: url(name),
      keyRules: 1,
      canonical: '',
      title: `title of ${name}`,
      lang: '',
      note: '',
      state: 'inbox',
      before: 'inbox',
      starred: 0,
      icon: '',
      createdAt: AT,
      mergedInto: '',
      ...values,
    },
    rest,
  )

export const madeTag = (name: string, parent = '', rest: Parameters<typeof made>[3] = {}) =>
  made('tag', `tag-${name}`, { name, parent, colour: '', order: 1, mergedInto: '' }, rest)

/** A version as a library of another device has it. */
export async function madeSnapshot(uid: string, link: string): Promise<LocalRecord> {
  const { snapshot } = await newCapture(uid)
  const { uid: _, url: address, title, capturedAt, ...rest } = snapshot
  const data = {
    ...rest,
    deleted: undefined,
    status: 'complete',
    sizes: { raw: 1, stored: 1, added: 1 },
  }
  const json = JSON.parse(JSON.stringify(data)) as Json
  return made('snapshot', uid, { link, url: address, title, capturedAt, data: json })
}

export const put = (...locals: LocalRecord[]) =>
  dexieReplica.transaction(async (each) => each.putMany(locals))

export const look = <T>(work: (each: ReplicaTransaction) => Promise<T>) =>
  dexieReplica.transaction(work)

export const linkOf = (uid: string) => db.links.where('uid').equals(uid).first()
