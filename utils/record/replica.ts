import type { RecordKind, RecordStamps, SyncRecord } from './record.ts'
import type { Clock, Stamp } from './stamp.ts'

/** What of a record its server has not acknowledged: fields and members by name, and whether its deletion. */
export interface Unsent {
  fields: readonly string[]
  members: readonly string[]
  deleted: boolean
  /** The greatest stamp the record had before its unsent edits, here or there: they never move below it. */
  base: Stamp
  /** The text a note was before its first unsent edit; absent where the note is not among the fields. */
  noteBase?: string
  /** Why the server refused it; it waits for its owner then, and holds nothing else up. */
  rejected?: string
  /** Stays until it is acknowledged: the server forgets versions of a link that it does not get to know for long. */
  wasRefused?: true
}

/** A record with what only this replica knows of it. */
export interface LocalRecord {
  record: SyncRecord
  /** Undefined where everything was acknowledged. */
  unsent?: Unsent
  /** Number the server gave its last known state, 0 where the server has not seen it. */
  seq: number
  /** The cursor's `round` in which the server last told or acknowledged it; 0 where it never did. */
  round: number
}

/** How far a replica has come with its server. */
export interface Cursor {
  /** '' before the first pull. */
  epoch: string
  /** The last number pulled. */
  after: number
  /** The server's latest purge that this replica missed nothing of; told with every pull. */
  purged: number
  /** Records up to this number were looked at for what clients resolve. */
  resolved: number
  /** Counts how often it began at 0: records that came since are told from those that didn't. */
  round: number
  /** The `round` in which the epoch began: of records that were last told before, its server knows nothing. */
  epochRound: number
  /** Set from when it begins again at 0 until what did not come is dealt with: pushed, or taken away. */
  startingOver?: 'epoch' | 'purge'
  /** Uids of links the server says were deleted, which are here until it is known how many they are. */
  held: readonly string[]
  /** Uids of links that came back, whose versions are to be fetched. */
  cameBack: readonly string[]
}

/** The device's clock with what it knows of others. */
export interface SyncClock extends Clock {
  /** ms to add to the device's clock to have the server's. */
  offset: number
  /** The greatest stamp that came from the server. */
  read: Stamp
  /** The greatest stamp of this device that was ever sent: from there down others may have seen them. */
  sent: Stamp
}

/** Which records to go through: `after` is the `recordId` of the last one seen, '' at the beginning. */
export interface Scan {
  after: string
  most: number
}

/** How far a replica is, and its clock. */
export interface ReplicaPlace {
  cursor(): Promise<Cursor>
  setCursor(cursor: Cursor): Promise<void>
  clock(): Promise<SyncClock>
  setClock(clock: SyncClock): Promise<void>
}

/**
 * A replica inside one transaction of its store: either all of it happens or nothing. What is put is what
 * users see from then on: the store shows records that live, tags whose parents are there, and snapshots whose
 * links are, and holds the others back until they are.
 */
export interface ReplicaTransaction extends ReplicaPlace {
  /** Those that are known, in any order. */
  getMany(kind: RecordKind, uids: readonly string[]): Promise<LocalRecord[]>
  putMany(locals: readonly LocalRecord[]): Promise<void>
  /** Forgets records that are dead everywhere, or were purged. */
  forgetMany(records: readonly Pick<RecordStamps, 'kind' | 'uid'>[]): Promise<void>
  /** Links alive whose addresses have one of these keys by the rules of today, whatever they were made by. */
  linksWithKeys(urlKeys: readonly string[]): Promise<LocalRecord[]>
  /** All tags, dead ones that are still remembered too: there are hundreds, not thousands. */
  tags(): Promise<LocalRecord[]>
  /** Uids of links that have one of these tags among their members, alive or not; they may be more. */
  linksNaming(tagUids: readonly string[]): Promise<string[]>
  snapshotsOf(linkUids: readonly string[]): Promise<LocalRecord[]>
  /** Dead links that were merged into one of these. */
  linksMergedInto(linkUids: readonly string[]): Promise<LocalRecord[]>
  /** Records with something unsent that was not refused, tags first, at most so many. */
  unsent(most: number): Promise<LocalRecord[]>
  /** Records that the server refused, whoever they wait for. */
  refused(): Promise<LocalRecord[]>
  /**
   * Looks at records whose number is greater, in the order of their numbers, at most so many. Those from which nothing
   * can follow for others may be left out of what is returned: `last` is the number of the last one looked at.
   */
  newsSince(seq: number, most: number): Promise<{ locals: LocalRecord[]; last: number }>
  /** All records in the order of their `recordId`, a part at a time. */
  scan(scan: Scan): Promise<LocalRecord[]>
  /**
   * Goes through records as `scan` does and returns those the server did not tell or acknowledge in a round, but for
   * those that it never did and that wait to be sent as a whole; `last` is where to go on, '' at the end.
   */
  scanMissed(round: number, scan: Scan): Promise<{ locals: LocalRecord[]; last: string }>
  /** How many links live. */
  countLinks(): Promise<number>
  /** A stamp for edits made in this transaction, the same each time in one; the clock remembers it. */
  stamp(): Promise<Stamp>
}

/** What only looks. */
export type ReplicaReader = Omit<
  ReplicaTransaction,
  'putMany' | 'forgetMany' | 'setCursor' | 'setClock' | 'stamp'
>

export interface Replica {
  /** Awaits nothing but the transaction inside `work`: a database would commit meanwhile. */
  transaction<T>(work: (transaction: ReplicaTransaction) => Promise<T>): Promise<T>
  /** The same to look only: whoever reads meanwhile does not wait for it. */
  look<T>(work: (reader: ReplicaReader) => Promise<T>): Promise<T>
  /** One transaction of where it is alone: nobody who reads the library waits for it. */
  place<T>(work: (place: ReplicaPlace) => Promise<T>): Promise<T>
  /**
   * Changes in one transaction what is known of records, where they are still there, and nothing of what they say:
   * nobody who reads the library waits for it.
   * @param change gets a record with its stamps of now, but without its values
   */
  note(
    records: readonly Pick<RecordStamps, 'kind' | 'uid'>[],
    change: (local: LocalRecord, at: number) => LocalRecord,
  ): Promise<void>
}
