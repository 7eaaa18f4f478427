import { type DBCore, type DBCoreTransaction, Dexie, type PromiseExtended } from 'dexie'
import type { Link, Tag } from '../../model/link.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { editRecord } from '../../record/edit-record.ts'
import { blankRecord, recordId, textOf } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { type Stamp, stampMs, stampOf } from '../../record/stamp.ts'
import { sameValue } from '../same-value.ts'
import { type Described, describeRow, idsIn, type Lacking, type Uids } from './describe-row.ts'
import { deletion, isUndo, type Mergers, mergersIn, putAnew, touched } from './mergers.ts'
import { localOf, type RecordRow, refTo, rowOf } from './record-row.ts'
import { TRACKED, type TrackedTable } from './tracked-tables.ts'
import { uploadOf } from './transfer-row.ts'

/** A row before and after it was written; undefined where it did not exist. */
export interface RowEdit {
  table: TrackedTable
  old: unknown
  row: unknown
}

/** Notes what one transaction changes, in that transaction. */
export interface ChangeTracker {
  note(edits: RowEdit[]): PromiseExtended<void>
}

/**
 * @param stamp of every edit in the transaction
 * @param device the eight digits of its maker, for what was there before it was tracked
 */
export function changeTracker(
  core: DBCore,
  trans: DBCoreTransaction,
  stamp: Stamp,
  device: string,
): ChangeTracker {
  const mergers = mergersIn(trans)
  /** Edits that refer to rows which come later in the transaction, as undo puts them back. */
  const waiting = new Map<Lacking, RowEdit[]>()
  /** Uids of rows that went: a tag goes before those inside it, which are no less deleted. */
  const went = { tags: new Map<number, string>(), links: new Map<number, string>() }

  const getAll = <T>(
    table: string,
    keys: (string | number)[],
  ): PromiseExtended<(T | undefined)[]> =>
    Dexie.Promise.resolve(keys.length > 0 ? core.table(table).getMany({ trans, keys }) : [])

  const putAll = (table: string, values: object[]): PromiseExtended<unknown> =>
    Dexie.Promise.resolve(
      values.length > 0 ? core.table(table).mutate({ type: 'put', trans, values }) : undefined,
    )

  function uidsFor(edits: RowEdit[]): PromiseExtended<Uids> {
    const ids = edits.flatMap(({ table, old, row }) =>
      [old, row].filter(Boolean).map((each) => idsIn(table, each)),
    )
    const [tagIds, linkIds] = [ids.flatMap(({ tags }) => tags), ids.flatMap(({ links }) => links)]
    return getAll<Tag>('tags', [...new Set(tagIds)]).then((tags) =>
      getAll<Link>('links', [...new Set(linkIds)]).then((links) => {
        const [byTag, byLink] = [uidsById(tags), uidsById(links)]
        return { tag: (id) => byTag.get(id), link: (id) => byLink.get(id) }
      }),
    )
  }

  function waitForLacking(edit: RowEdit, uids: Uids): void {
    if (edit.row === undefined) return
    const { tags, links } = idsIn(edit.table, edit.row)
    const lacking: Lacking[] = [
      ...tags.filter((id) => uids.tag(id) === undefined).map((id) => `tags:${id}` as const),
      ...links.filter((id) => uids.link(id) === undefined).map((id) => `links:${id}` as const),
    ]
    for (const name of lacking) waiting.set(name, [...(waiting.get(name) ?? []), edit])
  }

  function rememberGone(edits: RowEdit[]): void {
    for (const { table, old, row } of edits) {
      if (row !== undefined || (table !== 'tags' && table !== 'links')) continue
      const { id, uid } = old as Tag | Link
      went[table].set(id, uid)
    }
  }

  /** Of what rows referred to before they were written. */
  const uidsBefore = (uids: Uids): Uids => ({
    tag: (id) => uids.tag(id) ?? went.tags.get(id),
    link: (id) => uids.link(id) ?? went.links.get(id),
  })

  /** Those that waited for rows just written. */
  function waitedFor(edits: RowEdit[]): RowEdit[] {
    return edits.flatMap(({ table, old, row }) => {
      if (old !== undefined || (table !== 'tags' && table !== 'links')) return []
      const name: Lacking = `${table}:${(row as Tag | Link).id}`
      const found = waiting.get(name) ?? []
      waiting.delete(name)
      return found
    })
  }

  function write(changes: Change[], rows: (RecordRow | undefined)[]): PromiseExtended<unknown> {
    const known = new Map(rows.map((row, at) => [changes[at]?.id, row]))
    const writes = new Map<string, RecordRow>()
    for (const change of changes) {
      const before = writes.get(change.id) ?? known.get(change.id)
      const after = noted(change, before, { stamp, device, mergers, undoes: isUndo(trans) })
      if (after) writes.set(change.id, after)
    }
    return putAll('records', [...writes.values()]).then(() =>
      putAll(
        'transfers',
        changes.filter(hasNewBodies).map(({ row }) => uploadOf(row.uid)),
      ),
    )
  }

  /**
   * Versions that went with their link are not deleted themselves: they come back with it, as do those that were kept
   * elsewhere meanwhile.
   */
  function spareVersions(changes: Change[]): PromiseExtended<unknown> {
    const links = changes.filter(({ old, row }) => old?.kind === 'link' && row === undefined)
    const records = core.table('records')
    const index = records.schema.getIndexByKeyPath('refs')
    if (!index || links.length === 0) return Dexie.Promise.resolve()
    const versionsOf = ({ old }: Change): PromiseExtended<RecordRow[]> => {
      const ref = refTo('link', old?.uid ?? '')
      const query = { index, range: { type: EQUAL, lower: ref, upper: ref } }
      return Dexie.Promise.resolve(records.query({ trans, values: true, query })).then(
        ({ result }) => result as RecordRow[],
      )
    }
    return Dexie.Promise.all(links.map(versionsOf)).then((found) => {
      const versions = found.flat().filter(({ deleted }) => deleted === stamp)
      const left = versions.map(notDeleted)
      const gone = versions.filter((_, at) => left[at] === undefined).map(({ id }) => id)
      return putAll(
        'records',
        left.filter((row) => row !== undefined),
      ).then(() =>
        gone.length > 0 ? records.mutate({ type: 'delete', trans, keys: gone }) : undefined,
      )
    })
  }

  function note(edits: RowEdit[]): PromiseExtended<void> {
    return uidsFor(edits).then((uids) => {
      rememberGone(edits)
      for (const edit of edits) waitForLacking(edit, uids)
      const changes = edits.flatMap((edit) => changeOf(edit, uidsBefore(uids), uids))
      const ids = changes.map(({ id }) => id)
      return getAll<RecordRow>('records', ids)
        .then((rows) => write(changes, rows))
        .then(() => spareVersions(changes))
        .then(() => {
          const late = waitedFor(edits)
          return late.length > 0 ? note(late) : undefined
        })
    })
  }

  return { note }
}

const uidsById = (rows: (Tag | Link | undefined)[]): Map<number, string> =>
  new Map(rows.flatMap((row) => (row ? [[row.id, row.uid] as const] : [])))

/** Of a range of keys, as Dexie counts them. */
const EQUAL = 1

/** What is left of a version's row of stamps when it was not deleted after all: what is to be sent of it. */
function notDeleted({ deleted: _, ...row }: RecordRow): RecordRow | undefined {
  const { unsent } = row
  if (!unsent || unsent.fields.length + unsent.members.length === 0) return undefined
  return { ...row, unsent: { ...unsent, deleted: false } }
}

interface Change {
  id: string
  old: Described | undefined
  row: Described | undefined
}

function changeOf({ table, old, row }: RowEdit, uidsBefore: Uids, uids: Uids): Change[] {
  const before = old === undefined ? undefined : describeRow(table, old, uidsBefore)
  const after = row === undefined ? undefined : describeRow(table, row, uids)
  const uid = (after ?? before)?.uid
  if (uid === undefined) return []
  return [{ id: recordId({ kind: TRACKED[table], uid }), old: before, row: after }]
}

/** A version that is new, or whose small picture was drawn after all else of it was sent perhaps. */
const hasNewBodies = (change: Change): change is Change & { row: Described } =>
  change.row?.kind === 'snapshot' &&
  (change.old === undefined || thumbOf(change.old) !== thumbOf(change.row))

const thumbOf = ({ values: { data } }: Described): unknown =>
  (data as Partial<Pick<Snapshot, 'thumb'>> | undefined)?.thumb

/** What edits of one transaction have in common. */
interface Writing {
  stamp: Stamp
  device: string
  mergers: Mergers
  /** Whether rows are put back as they once were. */
  undoes: boolean
}

/** The row of stamps after a change; undefined where there is nothing to write. */
function noted(
  { old, row }: Change,
  before: RecordRow | undefined,
  { stamp, device, mergers, undoes }: Writing,
): RecordRow | undefined {
  const described = row ?? old
  if (!described) return undefined
  const local = before
    ? localOf(before, { ...old?.values, ...before.values })
    : enrolled(old, described, device, stampMs(stamp) - 1)
  if (row === undefined) {
    return deletedRow(editRecord(local, deletion(local, described.members, mergers), stamp))
  }
  const edit = old ? differences(old, row, mergers) : { values: row.values, add: row.members }
  if (edit) {
    const edited = putAnew(editRecord(local, edit, stamp), old?.members ?? [], stamp, mergers)
    const after = before && !old && undoes ? withNoteOfOld(local, edited) : edited
    return rowOf(after, stillHeld(before, edit.values))
  }
  return before ? undefined : rowOf(local)
}

/**
 * A row that comes back by undo is as it was when it went, and so is its note: one that others wrote meanwhile is not
 * what this one was made from. Whoever puts back a backup wants its text, whatever there was since.
 */
function withNoteOfOld(before: LocalRecord, after: LocalRecord): LocalRecord {
  const { record, unsent } = after
  if (unsent?.noteBase === undefined || before.unsent?.noteBase !== undefined) return after
  return { ...after, unsent: { ...unsent, noteBase: textOf(record, 'note') } }
}

/** Values beside the stamps, but for those that the row holds from now on. */
function stillHeld(
  before: RecordRow | undefined,
  written: Described['values'],
): Described['values'] | undefined {
  const held = Object.entries(before?.values ?? {}).filter(([field]) => !(field in written))
  return held.length > 0 ? Object.fromEntries(held) : undefined
}

/**
 * What was written and not sent goes with the deletion: the record may come back by somebody else's edit. It is
 * told to the server even of a record that was never acknowledged: the answer may be what got lost.
 */
function deletedRow(local: LocalRecord): RecordRow {
  const { record, unsent } = local
  const names = staysWhole(local) ? Object.keys(record.values) : (unsent?.fields ?? [])
  const link = record.kind === 'snapshot' ? { link: record.values['link'] ?? '' } : {}
  const unsentValues = names.map((name) => [name, record.values[name] ?? null] as const)
  return rowOf(local, { ...link, ...Object.fromEntries(unsentValues) })
}

/**
 * A tag may be brought back by a link that has it, a link that was merged by what reaches it later, and a version that
 * moved by its new link: no pull tells again what the server had before, or its account may have begun anew.
 */
function staysWhole({ record, unsent }: LocalRecord): boolean {
  if (record.kind === 'snapshot') return unsent !== undefined && unsent.fields.length > 0
  return record.kind === 'tag' || textOf(record, 'mergedInto') !== ''
}

/**
 * A record that was there before changes were tracked: written, as far as anybody knows, when its row was.
 * @param latest ms; what is edited from now on has to be later, whatever the row says
 */
export function enrolled(
  old: Described | undefined,
  row: Described,
  device: string,
  latest = Number.POSITIVE_INFINITY,
): LocalRecord {
  const blank: LocalRecord = { record: blankRecord(row.kind, row.uid), seq: 0, round: 0 }
  if (old === undefined) return blank
  const stamp = stampOf(Math.max(Math.min(old.editedAt, latest), 1), 0, device)
  return editRecord(blank, { values: old.values, add: old.members }, stamp)
}

/** How a link's key was made when it was: rules that came later make another one of it in every browser. */
const MADE_ONCE = new Set(['urlKey', 'keyRules'])

function differences(old: Described, row: Described, mergers: Mergers) {
  const changed = Object.entries(row.values).filter(
    ([field, value]) => !MADE_ONCE.has(field) && !sameValue(old.values[field], value),
  )
  const add = row.members.filter((member) => !old.members.includes(member))
  const remove = old.members.filter((member) => !row.members.includes(member))
  const values = { ...touched(row, mergers), ...Object.fromEntries(changed) }
  const isSame = Object.keys(values).length + add.length + remove.length === 0
  return isSame ? undefined : { values, add, remove }
}
