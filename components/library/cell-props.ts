import type { Job } from '../../utils/model/job.ts'
import type { Link, Tag } from '../../utils/model/link.ts'
import type { Hit } from '../../utils/search/excerpt/find-hits.ts'

/** What can be done with the links of a shelf. */
export interface ShelfActs {
  /** Shows a link in detail. */
  show: (id: number) => void
  /** Opens its snapshot, or its address if it has none. */
  open: (link: Link) => void
  toggle: (id: number) => void
  extendTo: (id: number) => void
  allowSites: () => void
}

/** One link as every view of the shelf gets it. */
export interface CellProps {
  link: Link
  jobs: Job[]
  /** Why a search found it. */
  hit: Hit | undefined
  href: string
  /** Shown in detail. */
  chosen: boolean
  selected: boolean
  /** Tab stops here; one cell of a shelf has it. */
  tabbable: boolean
  tags: Map<number, Tag>
  acts: ShelfActs
}
