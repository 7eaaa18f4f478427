import type { Json, RECORD_FIELDS, RecordKind } from './record.ts'

type Check = (value: unknown) => boolean
type Checks = { [K in RecordKind]: Record<(typeof RECORD_FIELDS)[K][number], Check> }

/** Longer texts are nobody's; what counts are UTF-16 units. */
const MOST_TEXT = 65_536
const MOST_NOTE = 262_144
const MOST_NAME = 1000
const MOST_SETTING = 65_536
const LAST_MS = 8_640_000_000_000_000

const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const SETTING = /^[A-Za-z][A-Za-z0-9]{0,99}$/
const HASH = /^[0-9a-f]{64}$/

const text =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most
const form =
  (pattern: RegExp): Check =>
  (value) =>
    value === '' || (typeof value === 'string' && pattern.test(value))
const among =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value)
const time: Check = (value) => Number.isSafeInteger(value) && inRange(Number(value))
const inRange = (ms: number): boolean => ms >= 0 && ms <= LAST_MS

const state = among('inbox', 'read', 'archived', 'trash')

const CHECKS: Checks = {
  link: {
    url: text(MOST_TEXT),
    urlKey: text(MOST_TEXT),
    keyRules: (value) => Number.isSafeInteger(value),
    canonical: text(MOST_TEXT),
    title: text(MOST_TEXT),
    lang: text(MOST_NAME),
    note: text(MOST_NOTE),
    state,
    before: state,
    starred: among(0, 1),
    icon: form(HASH),
    createdAt: time,
    mergedInto: form(UID),
  },
  tag: {
    name: text(MOST_NAME),
    parent: form(UID),
    colour: text(MOST_NAME),
    order: (value) => typeof value === 'number' && Number.isFinite(value),
    mergedInto: form(UID),
  },
  snapshot: {
    link: form(UID),
    url: text(MOST_TEXT),
    title: text(MOST_TEXT),
    capturedAt: time,
    data: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  },
  setting: {
    value: (value) => value !== undefined && JSON.stringify(value).length <= MOST_SETTING,
  },
}

export const isField = (kind: RecordKind, field: string): boolean =>
  Object.hasOwn(CHECKS[kind], field)

/** Whether a field of a kind may have a value. */
export const isFieldValue = (kind: RecordKind, field: string, value: unknown): value is Json => {
  const checks: Readonly<Record<string, Check>> = CHECKS[kind]
  return isField(kind, field) && (checks[field]?.(value) ?? false)
}

/** Whether a text may be the name of a record of this kind. */
export const isUidOf = (kind: RecordKind, uid: unknown): uid is string =>
  typeof uid === 'string' && (kind === 'setting' ? SETTING : UID).test(uid)

/** Whether a text may be a member: links have tags, tags have aliases. */
export function isMemberOf(kind: RecordKind, member: string): boolean {
  if (kind === 'link') return UID.test(member)
  // As a key of an object that one is no name.
  return kind === 'tag' && member !== '' && member.length <= MOST_NAME && member !== '__proto__'
}
