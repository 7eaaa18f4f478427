import type { RecordKind, SyncRecord } from './record.ts'
import type { Clock, Stamp } from './stamp.ts'

/** What of a record its server has not acknowledged: fields and members by name, and whether its deletion. */
export interface Unsent {
  fields: readonly string[]
  members: readonly string[]
  deleted: boolean
  /** The text a note was before its first unsent edit; absent where the note is not among the fields. */
  noteBase?: string
  /** Why the server refused it; it waits for its owner then, and holds nothing else up. */
  rejected?: string
}

/** A record with what only this replica knows of it. */
export interface LocalRecord {
  record: SyncRecord
  /** Undefined where everything was acknowledged. */
  unsent?: Unsent
  /** Number the server gave its last known state, 0 where the server has not seen it. */
  seq: number
}

/** How far a replica has come with its server. */
export interface Cursor {
  epoch: string
  /** The last number pulled. */
  after: number
  /** Set while it starts over: uids that came since are told from those that didn't. */
  reset?: number
  clock: Clock
  /** ms to add to the device's clock to have the server's. */
  offset: number
}

/**
 * A replica inside one transaction of its store: either all of it happens or nothing. What is put is what
 * users see from then on: the store shows records that live, tags whose parents are there, and snapshots whose
 * links are, and holds the others back until they are.
 */
export interface ReplicaTransaction {
  get(kind: RecordKind, uid: string): Promise<LocalRecord | undefined>
  put(local: LocalRecord): Promise<void>
  /** Forgets a record that is dead everywhere, or was purged. */
  forget(kind: RecordKind, uid: string): Promise<void>
  getMany(kind: RecordKind, uids: string[]): Promise<(LocalRecord | undefined)[]>
  /** Other links that live and are the same page beyond doubt, usually none or one. */
  sameAddress(link: SyncRecord): Promise<LocalRecord[]>
  /** All tags, dead ones that are still remembered too: there are hundreds, not thousands. */
  tags(): Promise<LocalRecord[]>
  /** Uids of links that name a tag among their members, taken off ones too. */
  linksNaming(tagUid: string): Promise<string[]>
  snapshotsOf(linkUid: string): Promise<LocalRecord[]>
  /** Records with something unsent that was not refused, tags first, at most so many. */
  unsent(most: number): Promise<LocalRecord[]>
  cursor(): Promise<Cursor>
  setCursor(cursor: Cursor): Promise<void>
  /** A stamp for edits made in this transaction; the same each time in one. */
  stamp(): Promise<Stamp>
}

export interface Replica {
  transaction<T>(work: (transaction: ReplicaTransaction) => Promise<T>): Promise<T>
}
