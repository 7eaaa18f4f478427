import type { ComponentChildren } from 'preact'

interface Props {
  title: string
  hint?: string
  children: ComponentChildren
}

/** A titled card of settings. */
export function Section({ title, hint, children }: Props) {
  return (
    <section class="options-section">
      <h2 class="options-heading">{title}</h2>
      {hint && <p class="options-hint">{hint}</p>}
      <div class="options-card">{children}</div>
    </section>
  )
}
