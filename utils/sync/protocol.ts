import type { Json, RecordKind } from '../record/record.ts'
import type { Stamp } from '../record/stamp.ts'

/** Version of the protocol described in docs/SYNC.md. */
export const PROTOCOL = 1

/** Most items of one push or pull, and most bytes of their JSON. */
export const MOST_ITEMS = 500
export const MOST_BYTES = 512 * 1024

/** What is told of one record. */
export interface Item {
  kind: RecordKind
  uid: string
  /** Fields of one stamp stand together. */
  sets: [Stamp, Record<string, Json>][]
  members?: Record<string, [Stamp, Stamp]>
  deleted?: Stamp
  /** SHA-256 of the note this edit began from. */
  noteBase?: string
}

export interface PulledItem extends Item {
  seq: number
}

export const REJECTIONS = [
  'bad-item',
  'bad-field',
  'bad-stamp',
  'future-stamp',
  'too-large',
  'unknown-kind',
  'unknown-record',
  'quota',
] as const
export type Rejection = (typeof REJECTIONS)[number]

export type PushResult =
  | { status: 'ok' | 'conflict'; seq: number }
  | { status: 'rejected'; reason: Rejection; detail?: string }

/** Bytes and records that count against an account's limits; 0 for no limit. */
export interface Quota {
  records: number
  mostRecords: number
  bytes: number
  mostBytes: number
}

interface Answer {
  protocol: number
  /** The server's time in ms. */
  now: number
  epoch: string
}

export interface PushAnswer extends Answer {
  /** The last number given before this call, and after it. */
  before: number
  seq: number
  results: PushResult[]
  quota: Quota
}

export interface PullAnswer extends Answer {
  items: PulledItem[]
  upTo: number
  more: boolean
  reset?: true
  /** The greatest number among forgotten records; what the pull from 0 said is sent with each that follows. */
  purged: number
  quota: Quota
}

export interface FetchAnswer extends Answer {
  /** In the order of their uids. */
  items: PulledItem[]
  more: boolean
}

export interface MissingAnswer extends Answer {
  /** Of the names asked for, those the account's folder lacks. */
  missing: string[]
  quota: Quota
}

export interface BodiesAnswer extends Answer {
  /** Names of objects in storage, as they are: ACCOUNT/2 digits/HASH. */
  bodies: string[]
  more: boolean
}

/** Which records to fetch. */
export type Which = { uids: string[] } | { links: string[] } | { bucket: number }

/** For every kind 256 buckets of the number of records and the sum of their digests. */
export interface DigestAnswer extends Answer {
  digest: Record<RecordKind, [count: number, sum: number][]>
}

export const CALL_ERRORS = ['protocol', 'epoch', 'too-many', 'too-large', 'bad-request'] as const
export type CallError = (typeof CALL_ERRORS)[number]

export interface FailedAnswer {
  protocol: number
  now: number
  error: CallError
  least?: number
  most?: number
}

/** Most names of bodies in one question. */
export const MOST_NAMES = 1000

/** The functions of the server; each throws a `SyncFailure` where there is no answer. */
export interface SyncServer {
  push(epoch: string, device: string, items: Item[]): Promise<PushAnswer | FailedAnswer>
  /** `purged` as the pull from 0 said it, 0 for that one. */
  pull(
    epoch: string,
    after: number,
    most: number,
    purged: number,
  ): Promise<PullAnswer | FailedAnswer>
  /** @param past the last uid of the answer before, '' at first */
  fetch(
    epoch: string,
    kind: RecordKind,
    which: Which,
    past: string,
  ): Promise<FetchAnswer | FailedAnswer>
  digest(epoch: string): Promise<DigestAnswer | FailedAnswer>
}

/** What the server knows of an account's files. */
export interface BodyServer {
  missing(hashes: string[]): Promise<MissingAnswer | FailedAnswer>
  bodies(after: string): Promise<BodiesAnswer | FailedAnswer>
  /** Deletes the account's records; the objects named are the caller's to remove. */
  reset(): Promise<BodiesAnswer | FailedAnswer>
}
