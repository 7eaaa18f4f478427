import { ChevronRight } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { tagPath } from '../../utils/model/tag-tree.ts'
import { Icon } from '../ui/icon.tsx'
import { QuietButton } from '../ui/quiet-button.tsx'
import { TagDot } from '../ui/tag-dot.tsx'
import { dropOnTag } from './drop-acts.ts'
import { HOME, type Route } from './route.ts'
import { SideLink } from './side-link.tsx'
import { tagOfView, type Use, useOf, withUse } from './tag-filter.ts'
import type { TagLineOf } from './tag-lines.ts'

export interface TagLineShared {
  route: Route
  byId: ReadonlyMap<number, Tag>
  counts: ReadonlyMap<number, number> | undefined
  /** Shows paths in place of names. */
  whole: boolean
  toggle: (id: number) => void
  go: (change: Partial<Route>) => void
}

interface Props extends TagLineShared {
  line: TagLineOf
  /** Where it stands among how many, and how far down in pixels. */
  place: { index: number; count: number; top: number }
}

/** A tag: a click on its name shows its links, plus and minus add it to what the view asks for. */
export function TagLine({ line, place, ...shared }: Props) {
  const { tag, depth, open } = line
  const { route, byId, counts, whole, toggle } = shared
  const path = tagPath(tag, byId)
  const current = tagOfView(route) === tag.id
  const use = useOf(route, tag.id)
  const { view, sort, group } = route
  return (
    <li
      data-tag-id={tag.id}
      data-use={use}
      class="tag-item"
      style={{ top: `${place.top}px` }}
      data-level={depth + 1}
      aria-setsize={place.count}
      aria-posinset={place.index + 1}
    >
      <div class="tag-line side-line" style={{ '--depth': whole ? 0 : depth }}>
        {open !== undefined && (
          <QuietButton
            class="side-button tag-toggle"
            aria-expanded={open}
            label={t(open ? 'library.closeTag' : 'library.openTag', tag.name)}
            onClick={() => toggle(tag.id)}
          >
            <Icon node={ChevronRight} />
          </QuietButton>
        )}
        <SideLink
          to={{ ...HOME, view, sort, group, tags: current ? [] : [tag.id] }}
          current={current}
          before={<TagDot tag={tag} />}
          name={whole ? path : tag.name}
          title={path}
          count={counts?.get(tag.id)}
          open={open}
          drop={dropOnTag(tag, byId)}
        />
        <Marks tag={tag} use={use} {...shared} />
      </div>
    </li>
  )
}

const SIGNS = [
  ['with', '+', 'library.withTag', 'side-button side-button-first'],
  ['without', '−', 'library.withoutTag', 'side-button'],
] as const

/** Keys + and − on the line press them; see side-keys.ts. */
function Marks({ tag, use, route, go }: { tag: Tag; use: Use } & TagLineShared) {
  return SIGNS.map(([wanted, sign, label, place]) => (
    <QuietButton
      key={wanted}
      class={`${place} tag-mark tag-mark-${wanted}`}
      aria-pressed={use === wanted}
      label={t(label, tag.name)}
      title={`${t(label, tag.name)}  ${sign}`}
      onClick={() => go({ ...withUse(route, tag.id, use === wanted ? 'off' : wanted), link: 0 })}
    >
      {sign}
    </QuietButton>
  ))
}
