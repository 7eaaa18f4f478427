import { Activity } from '../activity/activity.tsx'
import { Library } from '../library.tsx'
import type { LibraryProps } from '../library-props.ts'
import { usePage } from './other-page.ts'

/** The shelves, or what is shown in their place. */
export function LibraryPages(props: LibraryProps) {
  const page = usePage()
  if (page === 'activity') return <Activity />
  return <Library {...props} />
}
