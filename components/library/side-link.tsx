import type { ComponentChild } from 'preact'
import { languageTag } from '../../utils/i18n/t.ts'
import { formatRoute, type Route } from './route.ts'

interface Props {
  to: Route
  current: boolean
  before: ComponentChild
  name: string
  /** Not shown when 0 or unknown. */
  count?: number | undefined
}

/** One line of the side bar. */
export function SideLink({ to, current, before, name, count = 0 }: Props) {
  return (
    <a
      class="side-link"
      href={formatRoute(to)}
      title={name}
      {...(current ? { 'aria-current': 'page' as const } : {})}
    >
      {before}
      <span class="side-name" dir="auto">
        {name}
      </span>
      {count > 0 && <span class="side-count">{count.toLocaleString(languageTag())}</span>}
    </a>
  )
}
