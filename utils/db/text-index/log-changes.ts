import {
  type DBCore,
  type DBCoreMutateRequest,
  type DBCoreMutateResponse,
  type DBCoreTable,
  Dexie,
  type PromiseExtended,
} from 'dexie'
import type { Link } from '../../model/link.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { keysOf, now } from '../replica/keys-of.ts'
import type { IndexLogRow } from './rows.ts'

type Key = number | string

const LOG = 'indexLog'

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
  const rows: unknown[] = 'values' in request ? [...request.values] : []
  if (table.name === 'texts')
    return now((rows as { hash: string }[]).map(({ hash }) => ({ text: hash })))
  // What a deleted version leaves is told by its link.
  if (table.name === 'snapshots' && rows.length === 0) return now([])
  return keysOf(table, request).then((keys) => {
    const { trans } = request
    if (table.name === 'snapshots') return newVersions(table, trans, keys, rows as Snapshot[])
    return now(table.getMany({ trans, keys })).then((olds) =>
      keys
        .filter((_, at) => wordsOf(olds[at] as Link) !== wordsOf(rows[at] as Link | undefined))
        .map((key) => ({ link: key as number })),
    )
  })
}

/** What is indexed of a link, in one. */
const wordsOf = (link: Link | undefined): string | undefined =>
  link && JSON.stringify([link.title, link.note, link.url, link.latest])

/** A version's text never changes; its row is written often. */
function newVersions(
  table: DBCoreTable,
  trans: DBCoreMutateRequest['trans'],
  keys: Key[],
  rows: Snapshot[],
): PromiseExtended<IndexLogRow[]> {
  const index = table.schema.primaryKey
  const counts = keys.map((key) =>
    table.count({ trans, query: { index, range: { type: 1, lower: key, upper: key } } }),
  )
  return now(Dexie.Promise.all(counts)).then((found) =>
    rows.filter((_, at) => found[at] === 0).map(({ linkId }) => ({ link: linkId })),
  )
}
