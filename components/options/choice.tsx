import { useId, useState } from 'preact/hooks'

interface Props<T extends string> {
  label: string
  hint?: string
  options: { value: T; name: string; lang?: string }[]
  value: T
  /** Resolves with false where it came to nothing. */
  choose: (value: T) => unknown
  /** Its name, for tests and styles. */
  setting?: string
}

/** One of a few values, all of them in sight. */
export function Choice<T extends string>({
  label,
  hint,
  options,
  value,
  choose,
  setting,
}: Props<T>) {
  const name = useId()
  const [, setRefused] = useState(0)
  const tried = async (chosen: T) => {
    // Drawing again takes back the mark, which the browser has set already.
    if ((await choose(chosen)) === false) setRefused((count) => count + 1)
  }
  return (
    <fieldset class="options-line" {...(setting ? { 'data-setting': setting } : {})}>
      <legend class="options-label">{label}</legend>
      {hint && <p class="options-hint options-choice-hint">{hint}</p>}
      <div class="options-choice">
        {options.map((option) => (
          <label key={option.value} class="options-option">
            <input
              class="ui-hidden"
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => void tried(option.value)}
            />
            <span {...(option.lang ? { lang: option.lang } : {})}>{option.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
