import type { ResourceKind } from './snapshot.ts'

/** Most bytes of a body by its kind; 0 leaves out all of the kind unasked. */
export type MostBytes = Partial<Record<ResourceKind, number>>

/** What one capture does otherwise than usual, as it is handed to the page script. */
export interface CaptureOptions {
  most?: MostBytes
  /** The text of scripts is kept. */
  scripts?: true
  /** The frame's key, where it is not the one it would find for itself. */
  key?: string
}
