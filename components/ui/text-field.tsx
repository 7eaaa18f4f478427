import type { IconNode } from 'lucide'
import type { InputHTMLAttributes, Ref } from 'preact'
import { Icon } from './icon.tsx'
import './text-field.css'

type Passed =
  | 'placeholder'
  | 'autofocus'
  | 'disabled'
  | 'inputMode'
  | 'onKeyDown'
  | 'onFocus'
  | 'onBlur'
  | 'aria-expanded'
  | 'aria-controls'
  | 'aria-autocomplete'
  | 'aria-activedescendant'

type Props = Pick<InputHTMLAttributes<HTMLInputElement>, Passed> & {
  role?: 'combobox'
  /** Accessible name. */
  label: string
  value: string
  onText: (text: string) => void
  icon?: IconNode
  /** A key shown at the end while the field is empty. */
  hint?: string
  invalid?: boolean
  input?: Ref<HTMLInputElement>
}

/** A one-line field; extra attributes such as `data-role` go to the input. */
export function TextField(props: Props) {
  const { label, value, onText, icon, hint, invalid = false, input, ...rest } = props
  return (
    <label class={invalid ? 'ui-field ui-field-invalid' : 'ui-field'}>
      <span class="ui-hidden">{label}</span>
      {icon && <Icon node={icon} />}
      <input
        type="text"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        {...rest}
        {...(input ? { ref: input } : {})}
        class="ui-field-input"
        value={value}
        aria-invalid={invalid}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      {hint && value === '' && (
        // Inside the label, where it would be read as part of the name.
        <span aria-hidden="true">
          <kbd class="ui-field-hint">{hint}</kbd>
        </span>
      )}
    </label>
  )
}
