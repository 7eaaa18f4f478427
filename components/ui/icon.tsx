import type { IconNode } from 'lucide'
import { h } from 'preact'
import './icon.css'

interface Props {
  node: IconNode
  size?: 16 | 20 | 24
  /** Filled with the text colour, for states that are on. */
  filled?: boolean
}

/** A lucide icon. It is decoration: its control carries the name. */
export function Icon({ node, size = 16, filled = false }: Props) {
  return (
    <svg
      class={filled ? 'ui-icon ui-icon-filled' : 'ui-icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      {node.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  )
}
