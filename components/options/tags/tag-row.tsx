import { ChevronRight, Ellipsis } from 'lucide'
import type { ComponentChild } from 'preact'
import { t, tn } from '../../../utils/i18n/t.ts'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { QuietButton } from '../../ui/quiet-button.tsx'
import { TagDot } from '../../ui/tag-dot.tsx'
import { ROW_HEIGHT } from './use-row-window.ts'
import type { Row } from './visible-rows.ts'

export interface RowEvents {
  click: (event: MouseEvent, row: Row) => void
  toggle: (row: Row) => void
  rename: (row: Row) => void
  colour: (row: Row) => void
  menu: (row: Row, at?: { x: number; y: number }) => void
  drag: (event: PointerEvent, row: Row) => void
}

interface Props {
  row: Row
  index: number
  reachable: boolean
  selected: boolean
  /** A dragged tag would be dropped here. */
  target: boolean
  /** The field in place of the name while it is changed. */
  field: ComponentChild
  events: RowEvents
}

/** One tag in the tree. Its buttons are for the pointer; the keys act on the row itself. */
export function TagRow({ row, index, reachable, selected, target, field, events }: Props) {
  const { tag, count, depth, open } = row
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys
    <div
      id={`tag-${tag.id}`}
      class={classOf(row, target)}
      role="treeitem"
      tabIndex={reachable ? 0 : -1}
      aria-level={depth + 1}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-selected={selected}
      {...(open === undefined ? {} : { 'aria-expanded': open })}
      aria-labelledby={`tag-${tag.id}-name tag-${tag.id}-count`}
      aria-description={countHint(row)}
      data-role="tag-row"
      data-tag-id={tag.id}
      data-name={tag.name}
      style={{ 'top': `${index * ROW_HEIGHT}px`, '--depth': Math.min(depth, 8) }}
      onClick={(event) => events.click(event, row)}
      onDblClick={() => events.rename(row)}
      onPointerDown={(event) => events.drag(event, row)}
      onContextMenu={(event) => {
        event.preventDefault()
        events.menu(row, { x: event.clientX, y: event.clientY })
      }}
    >
      <Toggle row={row} toggle={() => events.toggle(row)} />
      <QuietButton
        class="tag-colour"
        data-action="colour"
        label={t('tags.colourOf', tag.name)}
        title={t('tags.colour')}
        {...STAYS}
        onClick={() => events.colour(row)}
      >
        <TagDot tag={tag} />
      </QuietButton>
      {field ?? (
        <span id={`tag-${tag.id}-name`} class="tag-name" dir="auto" title={hintOf(row)}>
          {tag.name}
        </span>
      )}
      {/* Else what is read and what is seen differ: 'Design2'. */ ' '}
      <a
        id={`tag-${tag.id}-count`}
        class="tag-count"
        href={`library.html#/all?tags=${tag.id}`}
        tabIndex={-1}
        title={countHint(row)}
        data-count={count.all}
        {...STAYS}
      >
        {count.all.toLocaleString()}
      </a>
      <IconButton
        icon={Ellipsis}
        class="tag-more"
        label={t('ui.menuOf', tag.name)}
        tabIndex={-1}
        data-action="menu"
        {...STAYS}
        onClick={() => events.menu(row)}
      />
    </div>
  )
}

function Toggle({ row, toggle }: { row: Row; toggle: () => void }) {
  if (row.open === undefined) return <span class="tag-toggle" />
  return (
    <QuietButton
      class="tag-toggle"
      data-action="toggle"
      label={t(row.open ? 'tags.fold' : 'tags.unfold')}
      {...STAYS}
      onClick={toggle}
    >
      <Icon node={ChevronRight} />
    </QuietButton>
  )
}

/** Presses on a row's buttons don't choose, drag or rename the row. */
const stop = (event: Event) => event.stopPropagation()
const STAYS = { onPointerDown: stop, onDblClick: stop } as const

function classOf({ faint, open }: Row, target: boolean): string {
  const parts = ['tag-row', faint && 'tag-faint', open && 'tag-open', target && 'tag-target']
  return parts.filter(Boolean).join(' ')
}

function hintOf({ tag }: Row): string {
  if (tag.aliases.length === 0) return tag.name
  return `${tag.name}\n${t('tags.aliases', tag.aliases.join(t('tags.listComma')))}`
}

/** Says which links the number counts. */
function countHint({ count }: Row): string {
  const lines = [tn('tags.ownLinks', count.own)]
  if (count.all !== count.own) lines.push(tn('tags.allLinks', count.all))
  if (count.trashed > 0) lines.push(tn('tags.trashedLinks', count.trashed))
  return lines.join('\n')
}
