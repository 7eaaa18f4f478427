import type { Wanted } from './frame-capture.ts'
import type { ErrorReason } from './error.ts'

/** Brings in the bodies of a stored snapshot; survives the worker that began it. */
export interface ResourcesJob {
  id: string
  kind: 'resources'
  snapshot: string
  linkId: number
  tabId: number
  /** Keys of the frames whose script is still fetching. */
  fetching: string[]
  wanted: Wanted[]
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
  trigger: 'popup' | 'shortcut' | 'menu'
  attempts: number
  startedAt: number
  updatedAt: number
}

export type Job = ResourcesJob | LinkJob | KeepJob
