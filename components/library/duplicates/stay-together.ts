import { apartKey } from '../../../utils/links/group-duplicates.ts'
import type { Link } from '../../../utils/model/link.ts'

/** Of a group those that are still there and may still be one page with another of them. */
export function stillAlike(
  links: readonly (Link | undefined)[],
  apart: ReadonlySet<string>,
): Link[] {
  const there = links.flatMap((link) => (link && link.state !== 'trash' ? [link] : []))
  return there.filter((link) =>
    there.some((other) => other !== link && !apart.has(apartKey(link.uid, other.uid))),
  )
}
