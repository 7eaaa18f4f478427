import { ChevronRight, Search } from 'lucide'
import { useMemo, useState } from 'preact/hooks'
import { setting, tagTreeCounts } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { Tag } from '../../utils/model/link.ts'
import { buildTagTree, type TagNode, tagPath } from '../../utils/model/tag-tree.ts'
import { Icon } from '../ui/icon.tsx'
import { showFailure } from '../ui/run-act.ts'
import { TagDot } from '../ui/tag-dot.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useLive } from '../ui/use-live.ts'
import { dropOnTag } from './drop-acts.ts'
import { filterTags } from './filter-tags.ts'
import { HOME, type Route } from './route.ts'
import { SideLink } from './side-link.tsx'
import { useCalmLive } from './use-calm-live.ts'

interface Props {
  route: Route
  tags: Tag[]
  /** There is time to count. */
  ready: boolean
}

/** With more tags than this a field to filter them pays. */
const MANY = 20

/** All tags as a tree; a click shows a tag's links, a second one all links again. */
export function TagTree({ route, tags, ready }: Props) {
  const counts = useCalmLive(tagTreeCounts, ready)
  const closed = useLive(() => setting('closedTags'), []) ?? []
  const [typed, setTyped] = useState('')
  const byId = useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])
  const roots = useMemo(() => buildTagTree(tags), [tags])
  if (tags.length === 0) return null
  const shared = { route, byId, counts, closed: new Set(closed), toggle: toggleIn(closed) }
  const found = typed.trim() === '' ? undefined : filterTags(tags, byId, typed)
  return (
    <section class="side-tags">
      <h2 class="side-heading">{t('ui.tags')}</h2>
      {tags.length > MANY && (
        <TextField
          label={t('library.filterTags')}
          placeholder={t('library.filterTags')}
          icon={Search}
          data-role="tag-filter"
          value={typed}
          onText={setTyped}
          onKeyDown={(event) => event.key === 'Escape' && setTyped('')}
        />
      )}
      <ul class="side-list" data-role="tag-tree">
        {found
          ? found.map((tag) => <Line key={tag.id} tag={tag} depth={0} whole {...shared} />)
          : roots.map((node) => <Branch key={node.tag.id} node={node} {...shared} />)}
      </ul>
      {found?.length === 0 && <p class="side-none">{t('library.noSuchTag')}</p>}
    </section>
  )
}

const toggleIn = (closed: number[]) => (id: number) => {
  const value = closed.includes(id) ? closed.filter((each) => each !== id) : [...closed, id]
  void send('set-setting', { key: 'closedTags', value }).catch(showFailure)
}

interface Shared {
  route: Route
  byId: ReadonlyMap<number, Tag>
  counts: Map<number, number> | undefined
  closed: ReadonlySet<number>
  toggle: (id: number) => void
}

function Branch({ node, ...shared }: Shared & { node: TagNode }) {
  const { tag, depth, children } = node
  const open = !shared.closed.has(tag.id)
  if (children.length === 0) return <Line tag={tag} depth={depth} {...shared} />
  return (
    <Line tag={tag} depth={depth} open={open} {...shared}>
      {open && (
        <ul class="side-list">
          {children.map((child) => (
            <Branch key={child.tag.id} node={child} {...shared} />
          ))}
        </ul>
      )}
    </Line>
  )
}

type LineProps = Shared & {
  tag: Tag
  depth: number
  /** For a tag with others inside. */
  open?: boolean
  /** Shows the path in place of the name. */
  whole?: boolean
  children?: unknown
}

function Line({ tag, depth, open, whole = false, children, ...shared }: LineProps) {
  const { route, byId, counts, toggle } = shared
  const path = tagPath(tag, byId)
  const current = tag.id === route.tag
  const { view, sort } = route
  return (
    <li data-tag-id={tag.id} class="tag-item">
      <div class="tag-line" style={{ '--depth': depth }}>
        {open !== undefined && (
          <button
            type="button"
            class="tag-toggle"
            tabIndex={-1}
            aria-expanded={open}
            aria-label={t(open ? 'library.closeTag' : 'library.openTag', tag.name)}
            onClick={() => toggle(tag.id)}
          >
            <Icon node={ChevronRight} />
          </button>
        )}
        <SideLink
          to={{ ...HOME, view, sort, tag: current ? 0 : tag.id }}
          current={current}
          before={<TagDot tag={tag} />}
          name={whole ? path : tag.name}
          title={path}
          count={counts?.get(tag.id)}
          open={open}
          drop={dropOnTag(tag, byId)}
        />
      </div>
      {children as preact.ComponentChildren}
    </li>
  )
}
