import type { FoundLink } from '../../../../utils/links/found-link.ts'
import type { ErrorReason } from '../../../../utils/model/error.ts'

/** One line of what may be added. */
export interface PickItem extends FoundLink {
  /** The canonical form of its address, or what was typed in its place. */
  key: string
  /** Why it can't be added. */
  reason?: ErrorReason
  /** What it stands under, such as its window. */
  group?: string
  tabId?: number
  /** The picture of its site, as data. */
  icon?: string
  /** Whether it is chosen from the start; without it what is not in the library is. */
  preset?: boolean
}
