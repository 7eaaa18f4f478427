import type { ComponentChildren } from 'preact'

interface Props {
  label: string
  hint?: string
  /** What stands at the end: a state, a button. */
  children?: ComponentChildren
  role?: string
}

/** One line of a card: what it is about, and what can be done. */
export function Line({ label, hint, children, role }: Props) {
  return (
    <div class="options-line" {...(role ? { 'data-role': role } : {})}>
      <div class="options-text">
        <p class="options-label">{label}</p>
        {hint && <p class="options-hint">{hint}</p>}
      </div>
      {children}
    </div>
  )
}
