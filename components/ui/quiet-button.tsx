import type { ButtonHTMLAttributes } from 'preact'
import './quiet-button.css'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'label'> & {
  /** Accessible name and, unless another one is given, tooltip. */
  label: string
}

/** A small button for an icon or a dot on a line that is pressed itself; the line has the focus and the keys. */
export function QuietButton({ label, ...rest }: Props) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      title={label}
      {...rest}
      class={`ui-quiet-button ${typeof rest.class === 'string' ? rest.class : ''}`}
    />
  )
}
