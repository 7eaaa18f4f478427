import './progress.css'

interface Props {
  label: string
  /** From 0 to 1; left out while nobody can know. */
  value?: number
}

/** A thin bar under its label; it slides while the share done is unknown. */
export function Progress({ label, value }: Props) {
  const known = value !== undefined
  return (
    <div class="ui-progress">
      <span class="ui-progress-label">{label}</span>
      <div
        class={known ? 'ui-progress-track' : 'ui-progress-track ui-progress-unknown'}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(known ? { 'aria-valuenow': Math.round(value * 100) } : {})}
      >
        <div class="ui-progress-bar" style={known ? { width: `${value * 100}%` } : {}} />
      </div>
    </div>
  )
}
