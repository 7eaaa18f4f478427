import type { ComponentChildren } from 'preact'
import { t } from '../../utils/i18n/t.ts'
import type { CellProps } from './cell-props.ts'

interface Props extends CellProps {
  class: string
  children: ComponentChildren
}

/** What all views share: the link over the whole cell and the box that selects it. */
export function CellFrame({ children, ...props }: Props) {
  const { link, href, chosen, selected, tabbable, acts } = props
  const name = link.title || link.url
  return (
    <div
      class={`cell ${props.class}`}
      data-role="row"
      data-link-id={link.id}
      data-chosen={chosen}
      data-selected={selected}
    >
      <a
        class="row-link"
        href={href}
        tabIndex={tabbable ? 0 : -1}
        aria-label={link.starred === 1 ? t('library.starredLink', name) : name}
        {...(chosen ? { 'aria-current': 'true' as const } : {})}
        onClick={(event) => clicked(event, link.id, acts)}
        onDblClick={() => acts.open(link)}
      />
      {children}
      <label class="cell-pick">
        <input
          type="checkbox"
          data-role="pick"
          tabIndex={-1}
          checked={selected}
          aria-label={t('library.select', name)}
          onClick={(event) => (event.shiftKey ? acts.extendTo(link.id) : acts.toggle(link.id))}
        />
      </label>
    </div>
  )
}

/** A click shows the link; with Ctrl or Cmd it selects, with Shift it selects all up to here. */
function clicked(event: MouseEvent, id: number, acts: CellProps['acts']): void {
  event.preventDefault()
  if (event.shiftKey) acts.extendTo(id)
  else if (event.ctrlKey || event.metaKey) acts.toggle(id)
  else acts.show(id)
}
