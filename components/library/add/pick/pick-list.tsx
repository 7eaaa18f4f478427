import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../../../../utils/i18n/t.ts'
import { PickLine } from './pick-line.tsx'
import { itemsIn } from './pick-rows.ts'
import type { Pick } from './use-pick.ts'
import { usePickKeys } from './use-pick-keys.ts'
import { useRowsInView } from './use-rows-in-view.ts'
import './pick-list.css'

/** A line with a title needs two. */
const [ONE, TWO] = [34, 48]

/** Links to choose from, of which only those in view are drawn. */
export function PickList({ pick }: { pick: Pick }) {
  const { rows } = pick
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const height = pick.items.some(({ title }) => title !== '') ? TWO : ONE
  const { first, end } = useRowsInView(box, rows.length, height)
  const keys = usePickKeys(pick)
  useInView(box, keys.active, height)
  // The row the keyboard is at has to be there to be read.
  const drawn = new Set(Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at))
  if (rows.length > 0) drawn.add(keys.active)
  return (
    <div
      ref={box}
      class="pick-list"
      role="listbox"
      aria-multiselectable="true"
      aria-label={t('library.links')}
      aria-activedescendant={rows.length > 0 ? `${id}-${keys.active}` : undefined}
      tabIndex={0}
      data-role="add-lines"
      onKeyDown={keys.press}
    >
      <div class="pick-rows" role="presentation" style={{ height: `${rows.length * height}px` }}>
        {[...drawn].map((index) => {
          const row = rows[index]
          if (!row) return null
          const members = itemsIn(row).filter(({ reason }) => !reason)
          const chosen = members.filter(pick.isChosen).length
          return (
            <PickLine
              key={row.kind === 'group' ? `group ${row.group}` : row.item.key}
              id={`${id}-${index}`}
              row={row}
              kept={pick.kept}
              state={chosen === 0 ? 'none' : chosen === members.length ? 'all' : 'some'}
              active={index === keys.active}
              place={{ index, count: rows.length, top: index * height, height }}
              click={(range) => keys.click(index, range)}
            />
          )
        })}
      </div>
      {rows.length === 0 && <p class="pick-none">{t('library.noneShown')}</p>}
    </div>
  )
}

/** Follows the keyboard; at first the list stays where it is. */
function useInView(box: { current: HTMLDivElement | null }, active: number, height: number): void {
  const before = useRef(active)
  useLayoutEffect(() => {
    const list = box.current
    if (!list || before.current === active) return
    before.current = active
    const [top, bottom] = [active * height, (active + 1) * height]
    if (top < list.scrollTop) list.scrollTop = top
    else if (bottom > list.scrollTop + list.clientHeight)
      list.scrollTop = bottom - list.clientHeight
  }, [active, height])
}
