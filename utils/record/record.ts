import { laterStamp, type Stamp } from './stamp.ts'

/** In the order in which records of one batch are sent: what others refer to comes first. */
export const RECORD_KINDS = ['tag', 'link', 'snapshot', 'setting'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Fields of each kind, in the order of their digest; docs/SYNC.md. */
export const RECORD_FIELDS = {
  link: [
    'url',
    'urlKey',
    'keyRules',
    'canonical',
    'title',
    'lang',
    'note',
    'state',
    'before',
    'starred',
    'icon',
    'createdAt',
    'mergedInto',
  ],
  tag: ['name', 'parent', 'colour', 'order', 'mergedInto'],
  snapshot: ['link', 'url', 'title', 'capturedAt', 'data'],
  setting: ['value'],
} as const satisfies Record<RecordKind, readonly string[]>

/** Two stamps of a member: it is in the set while `added` is the later one. */
export type Membership = readonly [added: Stamp, removed: Stamp]

/** When what of a record was written, without the values. */
export interface RecordStamps {
  kind: RecordKind
  uid: string
  fields: Readonly<Record<string, Stamp>>
  members: Readonly<Record<string, Membership>>
  /** Of the latest deletion, '' for none. */
  deleted: Stamp
}

/** A record as a replica knows it: a set of registers that merge by their stamps. */
export interface SyncRecord extends RecordStamps {
  values: Readonly<Record<string, Json>>
}

export const recordId = ({ kind, uid }: Pick<RecordStamps, 'kind' | 'uid'>): string =>
  `${kind}:${uid}`

export const blankRecord = (kind: RecordKind, uid: string): SyncRecord => ({
  kind,
  uid,
  fields: {},
  members: {},
  values: {},
  deleted: '',
})

/** The stamp of the last edit that keeps a record alive. */
export function touchedAt({ fields, members }: RecordStamps): Stamp {
  let last = ''
  for (const stamp of Object.values(fields)) last = laterStamp(last, stamp)
  for (const [added] of Object.values(members)) last = laterStamp(last, added)
  return last
}

/** Whether it lives by itself; a snapshot may also live by its link. */
export const isAlive = (record: RecordStamps): boolean => record.deleted < touchedAt(record)

/** The members that are in the set. */
export const membersOf = ({ members }: Pick<RecordStamps, 'members'>): string[] =>
  Object.keys(members).filter((member) => isMember(members[member]))

/** The stamps of a member, '' for those of one that was never there. An alias may be called 'constructor'. */
export const membershipOf = (
  { members }: Pick<RecordStamps, 'members'>,
  member: string,
): Membership => (Object.hasOwn(members, member) ? (members[member] ?? NEVER) : NEVER)

const NEVER: Membership = ['', '']

/** Every stamp in a record. */
export const stampsOf = ({ fields, members, deleted }: RecordStamps): Stamp[] => [
  ...Object.values(fields),
  ...Object.values(members).flat(),
  deleted,
]

/** A field's value as text, '' where it is none. */
export const textOf = ({ values }: Pick<SyncRecord, 'values'>, field: string): string => {
  const value = values[field]
  return typeof value === 'string' ? value : ''
}

export const isMember = (membership: Membership | undefined): boolean =>
  membership !== undefined && membership[0] > membership[1]
