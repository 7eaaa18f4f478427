import { FileText, Image } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import { Icon } from '../ui/icon.tsx'
import type { View } from './viewer-props.ts'

interface Props {
  view: View
  setView: (view: View) => void
}

/** Page or picture. */
export function ViewSwitch({ view, setView }: Props) {
  const choice = (value: View, icon: typeof FileText, label: string) => (
    <button
      type="button"
      class="viewer-choice"
      data-view={value}
      aria-pressed={view === value}
      onClick={() => setView(value)}
    >
      <Icon node={icon} />
      {label}
    </button>
  )
  return (
    <fieldset class="viewer-switch" aria-label={t('viewer.view')}>
      {choice('page', FileText, t('viewer.page'))}
      {choice('picture', Image, t('viewer.picture'))}
    </fieldset>
  )
}
