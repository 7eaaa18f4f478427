import { Trash } from 'lucide'
import { t, tn } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { ancestorsOf } from '../../utils/model/tag-tree.ts'
import { Button } from '../ui/button.tsx'
import { TagDot } from '../ui/tag-dot.tsx'
import { deleteForGood } from './link-acts.ts'
import { formatRoute, HOME, type Route, type View } from './route.ts'
import { tagOfView } from './tag-filter.ts'
import type { Results } from './use-results.ts'
import type { Navigation } from './use-route.ts'
import { GroupSelect, SortSelect, ViewSwitch } from './view-switch.tsx'

interface Props {
  results: Results | undefined
  navigation: Navigation
  view: View
  show: (view: View) => void
  tags: Map<number, Tag>
}

/** What is shown, how many there are, and how they are shown. */
export function ShelfHead({ results, navigation, view, show, tags }: Props) {
  const { route, replace } = navigation
  const { ids, whole, total, finding } = results ?? NOTHING
  const some = ids.length > 0
  return (
    <div class="library-shelf-head">
      <Name route={route} tags={tags} />
      {some && (whole || total) && (
        <span class="library-count" role="status">
          {finding ? tn(FINDING[finding], ids.length) : countText(ids, total)}
        </span>
      )}
      <div class="library-shelf-tools">
        {some && whole && route.scope === 'trash' && (
          <Button
            size="small"
            look="danger"
            icon={Trash}
            data-action="empty-trash"
            onClick={() => void deleteForGood([...ids])}
          >
            {t(isNarrowed(route) ? 'library.deleteThese' : 'library.emptyTrash')}
          </Button>
        )}
        <GroupSelect group={route.group} choose={(group) => replace({ group })} />
        <SortSelect
          sort={route.sort}
          searching={route.q !== ''}
          choose={(sort) => replace({ sort })}
        />
        <ViewSwitch view={view} show={show} />
      </div>
    </div>
  )
}

const NOTHING: Pick<Results, 'ids' | 'whole' | 'total' | 'finding'> = {
  ids: new Float64Array(),
  whole: false,
}

const FINDING = { all: 'library.findingAll', groups: 'library.findingGroups' } as const

const countText = (ids: Float64Array, total: Results['total']): string =>
  total?.exact === false
    ? tn('library.aboutLinks', total.count)
    : tn('ui.links', total?.count ?? ids.length)

const isNarrowed = ({ q, tags, not }: Route): boolean => q !== '' || tags.length + not.length > 0

const NAMES = {
  all: 'library.all',
  inbox: 'library.inbox',
  read: 'library.read',
  starred: 'library.starred',
  archived: 'library.archive',
  trash: 'library.trash',
} as const

/** The name of a shelf, or of a tag with those it is inside of before it. */
function Name({ route, tags }: { route: Route; tags: Map<number, Tag> }) {
  const tag = tags.get(tagOfView(route))
  if (!tag) return <h1 class="library-shelf-name">{t(NAMES[route.scope])}</h1>
  const { view, sort, group } = route
  return (
    <h1 class="library-shelf-name">
      <TagDot tag={tag} />
      {ancestorsOf(tag, tags)
        .reverse()
        .map((each) => (
          <span key={each.id} class="library-above">
            <a href={formatRoute({ ...HOME, view, sort, group, tags: [each.id] })} dir="auto">
              {each.name}
            </a>
            <span aria-hidden="true">/</span>
          </span>
        ))}
      <span class="library-shelf-text" dir="auto">
        {tag.name}
      </span>
    </h1>
  )
}
