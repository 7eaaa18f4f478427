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
  total: number
  startedAt: number
  updatedAt: number
}

/** Opens a typed address quietly, keeps it and closes it. */
export interface LinkJob {
  id: string
  kind: 'link'
  linkId: number
  url: string
  status: 'waiting' | 'running' | 'needs-permission' | 'failed'
  reason: ErrorReason | ''
  detail: string
  tabId: number
  attempts: number
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
  attempts: number
  startedAt: number
  updatedAt: number
}

export type Job = ResourcesJob | LinkJob | KeepJob
