import { Trash } from 'lucide'
import { t, tn } from '../../utils/i18n/t.ts'
import type { Link, Tag } from '../../utils/model/link.ts'
import { Button } from '../ui/button.tsx'
import { TagDot } from '../ui/tag-dot.tsx'
import { deleteForGood } from './link-acts.ts'
import { LinkList } from './link-list.tsx'
import type { Route } from './route.ts'
import { RowSkeleton } from './row-skeleton.tsx'
import { ShelfEmpty } from './shelf-empty.tsx'

interface Props {
  /** Undefined while they are being read. */
  ids: number[] | undefined
  route: Route
  tags: Tag[]
  shortcut: string
  allowSites: () => void
  open: (link: Link) => void
}

/** The links of a view under their heading, or what stands for them. */
export function Shelf({ ids, route, tags, shortcut, allowSites, open }: Props) {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  return (
    <>
      <ShelfHead ids={ids} route={route} tag={byId.get(route.tag)} />
      {!ids && <Skeletons />}
      {ids?.length === 0 && <ShelfEmpty route={route} shortcut={shortcut} />}
      {ids && ids.length > 0 && (
        <LinkList
          // Another view starts at its top.
          key={`${route.scope} ${route.tag} ${route.q}`}
          {...{ ids, route, allowSites, open }}
          tags={byId}
        />
      )}
    </>
  )
}

const NAMES = {
  all: 'library.all',
  inbox: 'library.inbox',
  starred: 'library.starred',
  archived: 'library.archive',
  trash: 'library.trash',
} as const

function ShelfHead({ ids, route, tag }: Pick<Props, 'ids' | 'route'> & { tag: Tag | undefined }) {
  return (
    <div class="library-shelf-head">
      <h1 class="library-shelf-name" dir="auto">
        {tag && <TagDot tag={tag} />}
        {tag?.name ?? t(NAMES[route.scope])}
      </h1>
      {ids && ids.length > 0 && (
        <span class="library-count" role="status">
          {tn('ui.links', ids.length)}
        </span>
      )}
      {ids && ids.length > 0 && route.scope === 'trash' && (
        <Button
          size="small"
          look="danger"
          icon={Trash}
          data-action="empty-trash"
          onClick={() => void deleteForGood(ids)}
        >
          {t(route.q ? 'library.deleteThese' : 'library.emptyTrash')}
        </Button>
      )}
    </div>
  )
}

function Skeletons() {
  return (
    <div class="shelf" aria-busy="true">
      <ul class="shelf-rows">
        {Array.from({ length: 8 }, (_, index) => (
          <li key={index} class="library-skeleton">
            <RowSkeleton />
          </li>
        ))}
      </ul>
    </div>
  )
}
