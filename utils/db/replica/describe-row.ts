import { KEY_RULES } from '../../links/url-key.ts'
import type { Link, Tag } from '../../model/link.ts'
import { SYNCED_SETTINGS } from '../../model/setting.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { Json, RecordKind } from '../../record/record.ts'
import type { SettingRow } from '../database.ts'
import type { TrackedTable } from './tracked-tables.ts'

/** A row as a record's values and members. */
export interface Described {
  kind: RecordKind
  uid: string
  values: Record<string, Json>
  members: string[]
  /** ms since 1970 of its last edit as far as the row tells: for rows that were there before sync was. */
  editedAt: number
}

/** Uids of the rows that rows refer to by id; undefined for one that is not there. */
export interface Uids {
  tag(id: number): string | undefined
  link(id: number): string | undefined
}

/** Names for what a row refers to by id and is not there yet. */
export type Lacking = `${'tags' | 'links'}:${number}`

/** @returns undefined for a row that is no record, such as a snapshot that is not complete */
export function describeRow(table: TrackedTable, row: unknown, uids: Uids): Described | undefined {
  if (table === 'links') return describeLink(row as Link, uids)
  if (table === 'tags') return describeTag(row as Tag, uids)
  if (table === 'snapshots') return describeSnapshot(row as Snapshot, uids)
  return describeSetting(row as SettingRow)
}

/** What a row refers to: tags and links by id. */
export function idsIn(table: TrackedTable, row: unknown): { tags: number[]; links: number[] } {
  if (table === 'links') return { tags: (row as Link).tags, links: [] }
  if (table === 'snapshots') return { tags: [], links: [(row as Snapshot).linkId] }
  const parent = table === 'tags' ? (row as Tag).parent : 0
  return { tags: parent === 0 ? [] : [parent], links: [] }
}

function describeLink(link: Link, uids: Uids): Described {
  const { url, urlKey, canonical, title, lang, note, state, starred, icon, createdAt } = link
  return {
    kind: 'link',
    uid: link.uid,
    values: {
      url,
      urlKey,
      keyRules: KEY_RULES,
      canonical,
      title,
      lang,
      note,
      state,
      before: link.stateBeforeTrash,
      starred,
      icon,
      createdAt,
      mergedInto: '',
    },
    members: link.tags.map((id) => uids.tag(id)).filter((uid) => uid !== undefined),
    editedAt: link.updatedAt,
  }
}

function describeTag(tag: Tag, uids: Uids): Described | undefined {
  const parent = tag.parent === 0 ? '' : uids.tag(tag.parent)
  if (parent === undefined) return undefined
  const { uid, name, colour, order, aliases } = tag
  return {
    kind: 'tag',
    uid,
    values: { name, parent, colour, order, mergedInto: '' },
    members: aliases,
    editedAt: 0,
  }
}

/** Only complete ones: what is still being fetched is nobody else's yet. */
function describeSnapshot(snapshot: Snapshot, uids: Uids): Described | undefined {
  const { uid, linkId, url, title, capturedAt, deleted, ...data } = snapshot
  const link = uids.link(linkId)
  if (link === undefined || snapshot.status !== 'complete' || deleted === 1) return undefined
  // What a record may hold is JSON: an undefined field would be another one after a journey.
  const json = JSON.parse(JSON.stringify(data)) as Json
  return {
    kind: 'snapshot',
    uid,
    values: { link, url, title, capturedAt, data: json },
    members: [],
    editedAt: capturedAt,
  }
}

const synced: ReadonlySet<string> = new Set(SYNCED_SETTINGS)

function describeSetting({ key, value }: SettingRow): Described | undefined {
  if (!synced.has(key)) return undefined
  const json = JSON.parse(JSON.stringify(value)) as Json
  return { kind: 'setting', uid: key, values: { value: json }, members: [], editedAt: 0 }
}
