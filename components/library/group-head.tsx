import { languageTag, t, tn } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { tagPath } from '../../utils/model/tag-tree.ts'
import { SiteIcon } from '../ui/site-icon.tsx'
import { TagDot } from '../ui/tag-dot.tsx'
import type { NamedGroups } from './find-groups.ts'
import type { Selection } from './use-selection.ts'
import './group-head.css'

interface Props {
  groups: NamedGroups
  /** Which of them. */
  at: number
  /** Where it is, and how high with its cells: its head stays in view as long as they are. */
  top: number
  height: number
  ids: Float64Array
  tags: Map<number, Tag>
  selection: Selection
}

/** What a group is of, how many links it has, and a box to select them all. */
export function GroupHead({ groups, at, top, height, ids, tags, selection }: Props) {
  const members = ids.subarray(groups.starts[at], groups.starts[at + 1])
  const name = nameOf(groups, at, tags)
  const chosen = selection.ids.length > 0 && members.every((id) => selection.has(id))
  return (
    <li class="group" style={{ top: `${top}px`, height: `${height}px` }} data-role="group">
      <div class="group-head">
        <Sign {...{ groups, at, tags, name }} />
        <h2 class="group-name" dir="auto">
          {name}
        </h2>
        <span class="group-count">{tn('ui.links', members.length)}</span>
        <label class="group-pick">
          <input
            type="checkbox"
            data-role="pick-group"
            checked={chosen}
            aria-label={t('library.selectGroup', name)}
            onClick={() => selection.pick(members, !chosen)}
          />
        </label>
      </div>
    </li>
  )
}

type Named = Pick<Props, 'groups' | 'at' | 'tags'>

function Sign({ groups, at, tags, name }: Named & { name: string }) {
  if (groups.kind === 'site') return <SiteIcon url={`https://${name}/`} />
  const tag = groups.kind === 'tag' && tags.get(groups.keys[at] ?? 0)
  return tag ? <TagDot tag={tag} /> : null
}

function nameOf(groups: NamedGroups, at: number, tags: Map<number, Tag>): string {
  const key = groups.keys[at] ?? 0
  if (groups.kind === 'day') return dayName(key)
  if (groups.kind === 'site') return groups.names[key] || t('library.noSite')
  const tag = tags.get(key)
  return tag ? tagPath(tag, tags) : t('library.noTags')
}

/** 'Today', 'Yesterday', else the date with its weekday. */
function dayName(day: number): string {
  const ago = Math.round((new Date().setHours(0, 0, 0, 0) - day) / 86_400_000)
  if (ago === 0) return t('library.today')
  if (ago === 1) return t('library.yesterday')
  return new Intl.DateTimeFormat(languageTag(), { dateStyle: 'full' }).format(day)
}
