import type { Resource } from '../model/snapshot.ts'
import type { SelectorChange } from './rewrite-selectors.ts'
import type { Slot } from './slots.ts'

/** One walk over a document: what is known about it and what was found. */
export interface Pass {
  /** Address of the document as it was kept. */
  pageUrl: string
  /** What its relative links count from. */
  base: string
  resources: ReadonlyMap<string, Resource>
  /** How much had to be taken out; a document is clean when a pass takes out nothing. */
  removed: number
  slots: Slot[]
  /** Pseudo-elements that got a rule of their own. */
  frozen: number
  /** States and renamed elements met, by which selectors have to change. */
  change: {
    states: Set<string>
    tags: Map<string, string>
    attributes: Set<string>
    standIns: Set<string>
    wrapped: boolean
    marked: boolean
  } & SelectorChange
}
