import type {
  DBCore,
  DBCoreMutateRequest,
  DBCoreMutateResponse,
  DBCoreTable,
  Dexie,
  PromiseExtended,
} from 'dexie'
import type { Link } from '../../model/link.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { partsOf } from '../../shared/parts-of.ts'
import { keysOf, now } from '../replica/keys-of.ts'
import type { IndexLogRow } from './rows.ts'

const LOG = 'indexLog'

/** Whoever reads the log takes at least a row, with the texts of all its links. */
const OF_A_ROW = 20

const isSearched = (name: string): boolean => ['links', 'snapshots', 'texts'].includes(name)

/**
 * Notes what changes of what is searched, in the transaction that changes it and whoever does: by hand, by sync, by an
 * import or by undo. That is all the index costs while something is kept.
 */
export function logChanges(db: Dexie): void {
  db.use({
    stack: 'dbcore',
    name: 'index log',
    create: (core) => ({
      ...core,
      transaction: (stores, mode, options) =>
        core.transaction(
          mode === 'readwrite' && stores.some(isSearched) ? [...new Set([...stores, LOG])] : stores,
          mode,
          options,
        ),
      table: (name) => {
        const table = core.table(name)
        if (!isSearched(name)) return table
        return { ...table, mutate: (request) => noting(core, table, request) }
      },
    }),
  })
}

function noting(
  core: DBCore,
  table: DBCoreTable,
  request: DBCoreMutateRequest,
): PromiseExtended<DBCoreMutateResponse> {
  // An upgrade changes no words.
  if ((request.trans as IDBTransaction).mode === 'versionchange') return now(table.mutate(request))
  return changesOf(table, request).then((values) =>
    table.mutate(request).then((response) =>
      values.length === 0
        ? response
        : core
            .table(LOG)
            .mutate({ type: 'add', trans: request.trans, values })
            .then(() => response),
    ),
  )
}

function changesOf(
  table: DBCoreTable,
  request: DBCoreMutateRequest,
): PromiseExtended<IndexLogRow[]> {
  const rows: readonly Row[] = 'values' in request ? request.values : []
  if (table.name === 'texts') return now(rows.map(({ hash }) => ({ text: String(hash) })))
  return keysOf(table, request).then((keys) =>
    oldRows(table, request, keys).then((olds) => {
      const changed = keys.flatMap((key, at) => {
        const [old, row] = [olds[at], rows[at]]
        if (wordsOf(old) === wordsOf(row)) return []
        // A version that moved is one of two links.
        return [old, row].flatMap((each) => (each ? Number(each.linkId ?? key) : []))
      })
      return partsOf([...new Set(changed)], OF_A_ROW).map((link) => ({ link }))
    }),
  )
}

/** What is added was not there. */
const oldRows = (
  table: DBCoreTable,
  { type, trans }: DBCoreMutateRequest,
  keys: (number | string)[],
): PromiseExtended<(Row | undefined)[]> => now(type === 'add' ? [] : table.getMany({ trans, keys }))

/** A link, a version or a text. */
type Row = Partial<Pick<Link, 'title' | 'note' | 'url' | 'latest' | 'versions'>> &
  Partial<Pick<Snapshot, 'linkId' | 'text' | 'deleted'>> & { hash?: string }

/** What is indexed of a link, and what of a version says which text is whose, in one. */
const wordsOf = (row: Row | undefined): string | undefined =>
  row &&
  JSON.stringify([
    ...[row.title, row.note, row.url, row.latest, row.versions],
    ...[row.linkId, row.text, row.deleted],
  ])
