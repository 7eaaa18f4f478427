import { Dexie, type Table } from 'dexie'
import type { Act } from '../model/act.ts'
import type { Job } from '../model/job.ts'
import type { Link, Tag } from '../model/link.ts'
import type { Snapshot, StoredBlob } from '../model/snapshot.ts'
import { newUid } from '../shared/ids.ts'
import { nestTags } from './migrations/nest-tags.ts'
import { openActive } from './open-active.ts'
import type { ClockRow, CursorRow, StatusRow } from './replica/cursor-row.ts'
import type { RecordRow } from './replica/record-row.ts'
import { refuseChanges } from './replica/refuse-changes.ts'
import type { TransferRow } from './replica/transfer-row.ts'
import type {
  IndexBlockRow,
  IndexDocsRow,
  IndexLogRow,
  IndexSegmentRow,
  IndexStateRow,
  IndexWaitingRow,
} from './text-index/rows.ts'

/** Visible text of a snapshot, apart from the rows that lists read. */
export interface TextRow {
  hash: string
  body: ArrayBuffer
  length: number
}

export interface ThumbRow {
  /** SHA-256 of the picture, so that equal ones are stored once; the uid of a snapshot in older rows. */
  snapshot: string
  /** JPEG, at most 480 × 300 pixels. */
  picture: Blob
}

export interface SettingRow {
  key: string
  value: unknown
}

export interface Tables {
  links: Table<Link, number>
  snapshots: Table<Snapshot, string>
  blobs: Table<StoredBlob, string>
  texts: Table<TextRow, string>
  thumbs: Table<ThumbRow, string>
  tags: Table<Tag, number>
  jobs: Table<Job, string>
  journal: Table<Act, string>
  settings: Table<SettingRow, string>
  /** What sync knows of each record; empty where nothing is synced. */
  records: Table<RecordRow, string>
  replica: Table<CursorRow | ClockRow | StatusRow, string>
  transfers: Table<TransferRow, string>
  /** The full-text index. It follows from the rest, and is neither exported nor synced. */
  indexLog: Table<IndexLogRow, number>
  indexState: Table<IndexStateRow, string>
  indexSegments: Table<IndexSegmentRow, number>
  indexDocs: Table<IndexDocsRow, number>
  indexBlocks: Table<IndexBlockRow, [number, string]>
  indexWaiting: Table<IndexWaitingRow, number>
}

export type Database = Dexie & Tables

/**
 * Opens (or names, Dexie opens lazily) the library's database. Each released version stays declared. It is to be
 * read: `track-library.ts` makes it one to write to.
 */
export function createDatabase(name = 'linkshot'): Database {
  const db = new Dexie(name) as Database
  db.version(1).stores({
    links: 'id, &uid, &urlKey, [state+id], *tags',
    snapshots: 'uid, [linkId+capturedAt], status',
    blobs: 'hash',
    texts: 'hash',
    thumbs: 'snapshot',
    tags: 'id, &uid, &nameKey',
    jobs: 'id, kind, snapshot, linkId',
    journal: 'id, at',
    settings: 'key',
  })
  db.version(2)
    .stores({
      links: 'id, &uid, &urlKey, [state+id], [starred+state], *tags',
      tags: 'id, &uid, &[parent+nameKey]',
      jobs: 'id, kind, [kind+status+startedAt], [batch+status], snapshot, linkId',
      // Sizes are read from the index alone: reading rows would read every body.
      blobs: 'hash, stored',
      journal: 'id, at, of, [kind+at]',
    })
    .upgrade(async (transaction) => {
      const tags = transaction.table<Tag, number>('tags')
      const nested = nestTags(await tags.toArray(), newUid)
      // Cleared first: a tag may go where another still stands, and a failed upgrade opens no library.
      await tags.clear()
      await tags.bulkAdd(nested)
    })
  // The keys themselves are made anew outside of this (`rekey-links.ts`): no start waits for them.
  db.version(3).stores({
    links: 'id, &uid, &urlKey, *similarKeys, [state+id], [starred+state], *tags',
  })
  db.version(4).stores({ records: 'id, pending, seq, *refs', replica: 'key', transfers: 'id, way' })
  // Empty at first: the index is built beside everything else, however large the library is.
  db.version(5).stores({
    indexLog: '++n',
    indexState: 'key',
    indexSegments: 'id',
    indexDocs: 'segment',
    indexBlocks: '[segment+last]',
    indexWaiting: 'link, text',
  })
  // A link waits for each of several texts.
  db.version(6).stores({ indexWaiting: 'link, *text' })
  refuseChanges(db)
  return db
}

/** Tables that acts write; what is made of them is left to others meanwhile. */
export const libraryTables = (): Table[] =>
  db.tables.filter(({ name }) => !name.startsWith('index'))

/** The library that is open: the one of the account that is signed in, or the one without. */
export const db: Database = createDatabase()
openActive(db)
