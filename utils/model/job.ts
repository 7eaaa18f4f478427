import type { MostBytes } from './capture-options.ts'
import type { ErrorReason } from './error.ts'
import type { Wanted } from './frame-capture.ts'
import type { Missing, Trigger } from './snapshot.ts'

/** A body still to be brought in, with what the last try came to. */
export interface WantedBody extends Wanted {
  reason?: Missing['reason']
  detail?: string
}

/** Brings in the bodies of a stored snapshot; survives the worker that began it. */
export interface ResourcesJob {
  id: string
  kind: 'resources'
  snapshot: string
  linkId: number
  tabId: number
  /** Own keys of the frames whose script is still fetching; frames that don't know their place share one. */
  fetching: string[]
  wanted: WantedBody[]
  /** What its owner's rules leave out. */
  most?: MostBytes
  total: number
  /** As long as the whole page is being photographed: strips taken, and how many there may be (0: not known). */
  picture?: { done: number; of: number }
  startedAt: number
  updatedAt: number
}

/**
 * Opens an address quietly, keeps its page and closes it; one job a link. A job whose page was kept is
 * deleted; a failed one stays with its reason until it is tried again or dismissed, and so does one that
 * waits for the permission.
 */
export interface LinkJob {
  id: string
  kind: 'link'
  linkId: number
  url: string
  /** 'later': it failed for a reason that passes, which it names, and is tried again by itself. */
  status: 'waiting' | 'running' | 'later' | 'needs-permission' | 'failed'
  reason: ErrorReason | ''
  detail: string
  tabId: number
  /** Times it was begun since a try last came to its end: a page that takes workers down adds up. */
  attempts: number
  /** Times it failed for a reason that passes. */
  failures?: number
  /** Of one that is tried again later: not before then. */
  notBefore?: number
  /**
   * When it was asked for: the queue's order, ties in the order of the links. Of one that is tried again the
   * same as `notBefore`: one index tells which are due, and its turn comes after those of its site that wait.
   */
  startedAt: number
  updatedAt: number
  /** Id of the `BatchJob` it belongs to; none where it was asked for alone. */
  batch?: string
  /** The act that added the link: undoing it takes the page back too. */
  act?: string
}

/**
 * Stands for links that were asked for together. It counts what leaves no row behind, the pages kept; all
 * else is counted from the batch's `LinkJob` rows (index `[batch+status]`), so that no counter can be wrong
 * after a worker died or links were deleted: `linkBatches()` in db/queue-queries.ts gives the sums. It goes by
 * itself a minute after the last page was tried; failed jobs stay as rows of their own.
 */
export interface BatchJob {
  id: string
  kind: 'batch'
  kept: number
  /** When its last few pages came to their end, oldest first: what its pace is told by. */
  ends?: number[]
  /** It is of no one link and tab: lists by these pass it by. */
  linkId: 0
  tabId: -1
  startedAt: number
  updatedAt: number
}

/** How far the links of a batch have come. `total` is the sum of the others. */
export interface BatchProgress {
  id: string
  total: number
  kept: number
  failed: number
  /** Waiting for their turn, for another try, or being opened. */
  open: number
  /** Of these, those that wait for another try. */
  later: number
  needsPermission: number
  startedAt: number
  ends: number[]
}

/** A host that wants to be left alone: no page of it is opened before `until`. It outlives the job that was told. */
export interface BusySite {
  id: string
  kind: 'busy-site'
  host: string
  until: number
  linkId: 0
  tabId: -1
  startedAt: number
  updatedAt: number
}

/** Links' jobs that were taken off the list, as long as that can be undone. */
export interface DroppedJobs {
  id: string
  kind: 'dropped'
  jobs: LinkJob[]
  linkId: 0
  tabId: -1
  startedAt: number
  updatedAt: number
}

/** Stands for a keep that was asked for and not yet committed, so that a killed worker loses nothing. */
export interface KeepJob {
  id: string
  kind: 'keep'
  tabId: number
  url: string
  title: string
  trigger: Trigger
  /** The link it is for; 0 where the page's address tells. */
  linkId: number
  tags: string[]
  /** Selected text to add to the link's note. */
  quote?: string
  /** Whether the whole page was to be photographed, where that was said this once. */
  wholePicture?: boolean
  /** The frame of which only what is selected is kept. */
  selection?: number
  attempts: number
  startedAt: number
  updatedAt: number
}

/** A complete snapshot whose replay is still to be compared with the page it was. */
export interface VerifyJob {
  id: string
  kind: 'verify'
  snapshot: string
  linkId: number
  tabId: -1
  /** Times it was begun: a page that takes the browser down must not do it for ever. */
  attempts: number
  startedAt: number
  updatedAt: number
}

export type Job = ResourcesJob | LinkJob | KeepJob | BatchJob | VerifyJob | DroppedJobs | BusySite
