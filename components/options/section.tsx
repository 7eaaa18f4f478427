import type { ComponentChildren } from 'preact'

interface Props {
  title?: string
  hint?: string
  children: ComponentChildren
}

/** A card of settings, titled where a page has several. */
export function Section({ title, hint, children }: Props) {
  return (
    <section class="options-section">
      {title && <h2 class="options-heading">{title}</h2>}
      <div class="options-card">{children}</div>
      {hint && <p class="options-hint options-section-hint">{hint}</p>}
    </section>
  )
}
