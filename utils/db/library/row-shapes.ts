import { ACT_KINDS, type Act, type RowChange } from '../../model/act.ts'
import { ERROR_REASONS } from '../../model/error.ts'
import type { LinkJob } from '../../model/job.ts'
import { LINK_STATES, type Link, type Tag } from '../../model/link.ts'
import type { SettingRow } from '../database.ts'
import { settingShape } from './setting-shape.ts'
import {
  either,
  list,
  number,
  object,
  oneOf,
  partial,
  refuse,
  type Shape,
  text,
  whole,
} from './shape.ts'
import { snapshotFields, snapshotShape } from './snapshot-shape.ts'
import { address, colour, hash, hashOrNone, key, time } from './value-shapes.ts'

/** A link in an export: without what follows from its addresses; canonical ones came with schema 3. */
export type LinkLine = Omit<Link, 'similarKeys' | 'canonical'> & { canonical?: string }

const linkFields = {
  id: whole(0),
  uid: key,
  url: address,
  urlKey: text(),
  canonical: either(oneOf(''), address, (value) => value === ''),
  title: text(),
  lang: text(),
  note: text(),
  state: oneOf(...LINK_STATES),
  stateBeforeTrash: oneOf(...LINK_STATES),
  starred: oneOf(0, 1),
  tags: list(whole(1), 10_000),
  icon: hashOrNone,
  createdAt: time,
  updatedAt: time,
  latest: either(oneOf(''), key, (value) => value === ''),
  thumb: hash,
  versions: whole(0),
}

const tagFields = {
  id: whole(1),
  uid: key,
  name: text(300, /\S/),
  nameKey: text(600, /\S/),
  parent: whole(0),
  colour,
  aliases: list(text(10_000), 10_000),
  order: number(-1e15, 1e15),
}

const jobFields = {
  id: key,
  kind: oneOf('link'),
  linkId: whole(0),
  url: address,
  // What an export holds is at rest: a job in it never opens anything by itself.
  status: oneOf('failed'),
  reason: oneOf(...ERROR_REASONS),
  detail: text(),
  tabId: oneOf(-1),
  attempts: whole(0),
  startedAt: time,
  updatedAt: time,
  act: key,
}

/** A link's job as an export holds it. */
export type JobAtRest = Omit<LinkJob, 'batch' | 'failures' | 'notBefore'>

const changed: Record<RowChange['table'], Shape<object>> = {
  links: partial<LinkLine>(linkFields),
  snapshots: partial(snapshotFields),
  tags: partial<Tag>(tagFields),
}

const changeShape: Shape<RowChange> = (value, where) => {
  const { table } = object<Pick<RowChange, 'table'>>({
    table: oneOf('links', 'snapshots', 'tags'),
  })(value, where)
  const row = changed[table]
  const change = object<Pick<RowChange, 'key'> & { before?: object; after?: object }>(
    {
      key: either(whole(0), key, (each) => typeof each === 'number'),
      before: row,
      after: row,
    },
    ['before', 'after'],
  )(value, where)
  return { table, key: change.key, before: change.before, after: change.after }
}

/** Every table whose rows an export holds as lines of JSON, in the order they are written and digested. */
export interface LineRows {
  settings: SettingRow
  tags: Tag
  links: LinkLine
  snapshots: ReturnType<typeof snapshotShape>
  journal: Act
  jobs: JobAtRest
}
export type LineTable = keyof LineRows

/** Strict checks at the border, one a table. */
export const ROW_SHAPES: { [K in LineTable]: Shape<LineRows[K]> } = {
  settings: settingShape,
  tags: object<Tag>(tagFields),
  links: object<LinkLine>(linkFields, ['canonical', 'thumb']),
  snapshots: snapshotShape,
  journal: object<Act>(
    {
      id: key,
      kind: oneOf(...ACT_KINDS),
      at: time,
      undone: oneOf(0, 1),
      label: text(),
      of: key,
      changes: list(changeShape, 10_000_000),
    },
    ['label', 'of'],
  ),
  jobs: object<JobAtRest>(jobFields, ['act']),
}

/** A body in an export: its row without the bytes, and the file that holds them. */
export interface BodyLine {
  hash: string
  type: string
  encoding: 'gzip' | 'identity'
  bytes: number
  stored: number
  file: string
}

export interface TextLine {
  hash: string
  length: number
  text: string
}

export interface ThumbLine {
  /** Its name: `content` where snapshots name it by that, else the snapshot's uid. */
  snapshot: string
  type: string
  /** SHA-256 of the picture. */
  content: string
  file: string
}

/** Whether a small picture may have a name: no other content may take the place of the one a hash names. */
export const isThumbName = (name: string, content: string): boolean =>
  name === content || !/^[0-9a-f]{64}$/.test(name)

/** More than any page may bring; what is larger is refused before it is read. */
export const MAX_BODY = 256 * 1024 * 1024

const file = text(1000)

/** What an export says of the tables that hold bytes. */
export const BODY_SHAPES = {
  texts: object<TextLine>({ hash, length: whole(0), text: text(Number.POSITIVE_INFINITY) }),
  thumbs: object<ThumbLine>({
    snapshot: key,
    type: text(20, /^image\/(?:jpeg|png|webp)$/),
    content: hash,
    file,
  }),
  blobs: object<BodyLine>({
    hash,
    // As some server named it; whoever shows the body decides by its use.
    type: text(),
    encoding: oneOf('gzip', 'identity'),
    bytes: whole(0, MAX_BODY),
    stored: whole(0, MAX_BODY),
    file,
  }),
}
export type BodyTable = keyof typeof BODY_SHAPES

/** The keys of tables, by which their rows are in order. */
export const KEY_FIELDS = {
  settings: 'key',
  tags: 'id',
  links: 'id',
  snapshots: 'uid',
  journal: 'id',
  jobs: 'id',
  texts: 'hash',
  thumbs: 'snapshot',
  blobs: 'hash',
} as const satisfies Record<LineTable | BodyTable, string>

export const LINE_TABLES = Object.keys(ROW_SHAPES) as LineTable[]

/** The row of a table, every field checked, nothing else kept. @throws LinkshotError 'zip-damaged' */
export function checkRow<K extends LineTable>(table: K, row: unknown): LineRows[K] {
  return ROW_SHAPES[table](row, table) ?? refuse(table)
}
