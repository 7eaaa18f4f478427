import type { Hit } from '../excerpt/find-hits.ts'
import type { MarkedPart } from '../excerpt/make-excerpt.ts'

/** A link as an address bar shows it. */
export interface SuggestedLink {
  url: string
  /** Nothing where it has none. */
  title: MarkedPart[]
  /** As it reads. */
  address: MarkedPart[]
  /** The version that has the words in its text, where that is not the newest one. */
  older?: Hit['older']
}
