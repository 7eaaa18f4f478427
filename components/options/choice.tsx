import { useId } from 'preact/hooks'

interface Props<T extends string> {
  label: string
  options: { value: T; name: string; lang?: string }[]
  value: T
  choose: (value: T) => void
}

/** One of a few values, all of them in sight. */
export function Choice<T extends string>({ label, options, value, choose }: Props<T>) {
  const name = useId()
  return (
    <fieldset class="options-line">
      <legend class="options-label">{label}</legend>
      <div class="options-choice">
        {options.map((option) => (
          <label key={option.value} class="options-option">
            <input
              class="ui-hidden"
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => choose(option.value)}
            />
            <span {...(option.lang ? { lang: option.lang } : {})}>{option.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
