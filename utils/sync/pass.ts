import type { SyncReason } from '../model/cloud.ts'
import type { HashText } from '../record/digest-record.ts'
import type { Received } from '../record/receive-record.ts'
import type { RecordKind } from '../record/record.ts'
import type { Replica, ReplicaPlace, ReplicaReader, ReplicaTransaction } from '../record/replica.ts'
import { sha256 } from '../shared/bytes.ts'
import { AT_ONCE } from './in-parts.ts'
import type { SyncServer } from './protocol.ts'
import type { BadItem } from './read-item.ts'

export const PASS_STEPS = ['pull', 'resolve', 'push', 'compare'] as const

/** How far a pass is, in records so far. */
export interface Progress {
  step: (typeof PASS_STEPS)[number]
  pulled: number
  pushed: number
}

/** A record that the server refused; it waits for its owner. */
export interface Refusal {
  kind: RecordKind
  uid: string
  reason: string
}

interface Report {
  pulled: number
  pushed: number
  /** Records of the server that are not stored. */
  bad: BadItem[]
  refused: Refusal[]
}

/** How a pass ended. */
export type PassResult =
  /** `finished` is false where somebody goes on editing what is in conflict: the next pass goes on. */
  | ({ state: 'done'; finished: boolean } & Report)
  /** All was done but this: so many links would be removed here. */
  | ({ state: 'asks'; links: number } & Report)
  /** The server speaks other versions of the protocol. */
  | { state: 'too-old'; least: number; most: number }
  | { state: 'failed'; reason: SyncReason; detail: string; retryAt: number }
  | { state: 'stopped' }

export interface PassOptions {
  /** What becomes of links that were deleted elsewhere where they are many; `keep` brings them back there. */
  removals?: 'ask' | 'remove' | 'keep'
  /** Whether what is here is compared with what is there by digests. */
  compare?: boolean
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
  now?: () => number
  hash?: HashText
}

/** One pass while it runs. */
export interface Pass extends Required<Omit<PassOptions, 'signal' | 'compare'>>, Report {
  replica: Replica
  server: SyncServer
  signal: AbortSignal | undefined
  /** Records that were left because they remove links, as the server told them in this pass. */
  left: Map<string, Received>
  /** Links about whose removal is to be asked. */
  asked: number
  /** What was done about refusals, by reason and record: not twice. */
  mended: Set<string>
  /** Most bytes of a batch; less after the server found one too large. */
  batchBytes: number
  /** How many records are stored in one transaction. */
  atOnce: number
}

/** Leaves room for blanks a server may count. */
const BATCH_BYTES = 384 * 1024

export const newPass = (replica: Replica, server: SyncServer, options: PassOptions): Pass => ({
  replica,
  server,
  removals: options.removals ?? 'ask',
  onProgress: options.onProgress ?? (() => undefined),
  now: options.now ?? (() => Date.now()),
  hash: options.hash ?? ((text) => sha256(new TextEncoder().encode(text))),
  signal: options.signal,
  pulled: 0,
  pushed: 0,
  bad: [],
  refused: [],
  left: new Map(),
  asked: 0,
  mended: new Set(),
  batchBytes: BATCH_BYTES,
  atOnce: AT_ONCE,
})

/** Ends a pass from wherever it is. */
export class PassEnd extends Error {
  readonly result: PassResult
  constructor(result: PassResult) {
    super(result.state)
    this.name = 'PassEnd'
    this.result = result
  }
}

/** One transaction of a pass, unless somebody stopped it. */
export function inTransaction<T>(
  pass: Pass,
  work: (transaction: ReplicaTransaction) => Promise<T>,
): Promise<T> {
  stopIfAsked(pass)
  return pass.replica.transaction(work)
}

/** One look at a pass's replica, which nobody waits for. */
export function lookAt<T>(pass: Pass, work: (reader: ReplicaReader) => Promise<T>): Promise<T> {
  stopIfAsked(pass)
  return pass.replica.look(work)
}

/** One transaction of where a pass is. */
export function inPlace<T>(pass: Pass, work: (place: ReplicaPlace) => Promise<T>): Promise<T> {
  stopIfAsked(pass)
  return pass.replica.place(work)
}

export function stopIfAsked({ signal }: Pass): void {
  if (signal?.aborted) throw new PassEnd({ state: 'stopped' })
}

export const report = ({ pulled, pushed, bad, refused }: Pass): Report => ({
  pulled,
  pushed,
  bad,
  refused,
})

export const tell = ({ onProgress, pulled, pushed }: Pass, step: Progress['step']): void =>
  onProgress({ step, pulled, pushed })
