import { TagOverview } from '../tag-overview.tsx'

/** All tags. */
export function TagManager() {
  return <TagOverview />
}
