import { LINK_STATES } from '../../model/link.ts'
import type { LinkScope } from '../queries.ts'
import { type Columns, STARRED } from './columns.ts'

/** Number of links in every scope. */
export function countScopes({ flags }: Columns): Record<LinkScope, number> {
  const byFlag = new Uint32Array(STARRED * 2)
  for (const flag of flags) byFlag[flag] = (byFlag[flag] ?? 0) + 1
  const of = (flag: number) => byFlag[flag] ?? 0
  const counts = { all: 0, starred: 0, inbox: 0, read: 0, archived: 0, trash: 0 }
  for (const [flag, state] of LINK_STATES.entries()) {
    counts[state] = of(flag) + of(flag + STARRED)
    if (state === 'trash') continue
    counts.all += counts[state]
    counts.starred += of(flag + STARRED)
  }
  return counts
}
