import { useId } from 'preact/hooks'
import { t, tn } from '../../../utils/i18n/t.ts'

interface Props {
  links: number
  takesOver: boolean
  choose: (takesOver: boolean) => void
  disabled: boolean
}

/** What becomes of the links that were kept without an account. */
export function TakeOver({ links, takesOver, choose, disabled }: Props) {
  const name = useId()
  const options = [
    { value: true, label: tn('cloud.takeOver', links), hint: t('cloud.takeOverHint') },
    { value: false, label: t('cloud.leave'), hint: t('cloud.leaveHint') },
  ]
  return (
    <fieldset class="cloud-radios" data-role="take-over">
      <legend class="cloud-label">{t('cloud.localTitle')}</legend>
      {options.map(({ value, label, hint }) => (
        <label key={label} class="cloud-radio">
          <input
            type="radio"
            name={name}
            value={value ? 'take' : 'leave'}
            checked={takesOver === value}
            disabled={disabled}
            onChange={() => choose(value)}
          />
          <span class="options-text">
            {label}
            <span class="options-hint cloud-radio-hint">{hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
