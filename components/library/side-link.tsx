import type { ComponentChild } from 'preact'
import { useState } from 'preact/hooks'
import { languageTag } from '../../utils/i18n/t.ts'
import { draggedLinks } from './drag-links.ts'
import { formatRoute, type Route } from './route.ts'
import './side-link.css'

interface Props {
  to: Route
  current: boolean
  before: ComponentChild
  name: string
  /** Said where it says more than the name, such as the path of a tag. */
  title?: string
  /** Not shown when 0 or unknown. */
  count?: number | undefined
  /** For an entry that holds others: whether they are shown. */
  open?: boolean | undefined
  /** Keys that do something with it, as `aria-keyshortcuts` names them. */
  keys?: string
  /** What links dropped here become. */
  drop?: ((ids: number[]) => void) | undefined
}

/** One line of the side bar. Links can be dropped on it. */
export function SideLink(props: Props) {
  const { to, current, before, name, title = name, count = 0, open, keys, drop } = props
  const { over, ...handlers } = useDrop(drop)
  return (
    <a
      class="side-link"
      href={formatRoute(to)}
      title={title}
      // One stop for Tab, arrows within; see side-keys.ts.
      tabIndex={current ? 0 : -1}
      data-drop={over}
      draggable={false}
      {...(current ? { 'aria-current': 'page' as const } : {})}
      {...(open === undefined ? {} : { 'aria-expanded': open })}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': keys })}
      {...handlers}
    >
      {before}
      <span class="side-name" dir="auto">
        {name}
      </span>
      {count > 0 && <span class="side-count">{count.toLocaleString(languageTag())}</span>}
    </a>
  )
}

function useDrop(drop: Props['drop']) {
  const [over, setOver] = useState(false)
  const enter = (event: DragEvent) => {
    if (!drop || !draggedLinks(event)) return
    // Says that a drop is welcome.
    event.preventDefault()
    setOver(true)
  }
  return {
    over,
    onDragEnter: enter,
    onDragOver: enter,
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false)
      const ids = draggedLinks(event)
      if (!drop || !ids) return
      event.preventDefault()
      drop(ids)
    },
  }
}
