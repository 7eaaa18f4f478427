import { Activity } from '../activity/activity.tsx'
import { Duplicates } from '../duplicates/duplicates.tsx'
import { Library } from '../library.tsx'
import type { LibraryProps } from '../library-props.ts'
import { usePage } from './other-page.ts'

/** The shelves, or what is shown in their place. */
export function LibraryPages(props: LibraryProps) {
  const page = usePage()
  if (page === 'activity') return <Activity />
  if (page === 'duplicates') {
    return (
      <Duplicates
        openViewer={(snapshot) => props.openViewer(snapshot, '')}
        openAddress={props.openAddress}
      />
    )
  }
  return <Library {...props} />
}
