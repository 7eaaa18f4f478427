import type { MarkedPart } from '../excerpt/make-excerpt.ts'

/** A link as an address bar shows it. */
export interface SuggestedLink {
  url: string
  /** Nothing where it has none. */
  title: MarkedPart[]
  /** As it reads. */
  address: MarkedPart[]
}
