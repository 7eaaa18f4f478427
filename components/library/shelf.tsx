import type { Tag } from '../../utils/model/link.ts'
import type { ShelfActs } from './cell-props.ts'
import { CellSkeleton } from './cell-skeleton.tsx'
import { LinkList } from './link-list.tsx'
import type { Route, View } from './route.ts'
import { ShelfEmpty } from './shelf-empty.tsx'
import type { Results } from './use-results.ts'
import type { Selection } from './use-selection.ts'

interface Props {
  /** Undefined while they are being read. */
  results: Results | undefined
  route: Route
  view: View
  selection: Selection
  tags: Map<number, Tag>
  shortcut: Promise<string>
  clearSearch: () => void
  acts: ShelfActs
  columns: { current: number }
}

/** The links of a view, or what stands for them. */
export function Shelf({ results, route, view, shortcut, clearSearch, ...rest }: Props) {
  if (!results) return <Skeletons view={view} />
  const { ids, shelf, whole, groups, more } = results
  if (ids.length === 0) return <ShelfEmpty {...{ route, shortcut, clearSearch }} />
  // Another shelf starts at its own place.
  return <LinkList key={shelf} {...{ ids, shelf, whole, groups, more, route, view }} {...rest} />
}

function Skeletons({ view }: { view: View }) {
  return (
    <div class="shelf" aria-busy="true" data-view={view}>
      <ul class="shelf-skeletons">
        {Array.from({ length: view === 'compact' ? 16 : 8 }, (_, index) => (
          <li key={index}>
            <CellSkeleton view={view} />
          </li>
        ))}
      </ul>
    </div>
  )
}
