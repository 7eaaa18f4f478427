import { CircleCheck } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'

/** Whether the browser keeps all this when its disk runs full, and asking it to. */
export function Persistence({ isSafe }: { isSafe: () => Promise<boolean> }) {
  const [safe, setSafe] = useState<boolean>()
  const [refused, setRefused] = useState(false)
  useEffect(() => void isSafe().then(setSafe), [isSafe])
  const ask = async () => {
    const given = await navigator.storage.persist()
    setSafe(given)
    setRefused(!given)
  }
  if (safe === undefined) return null
  return (
    <div class="options-line" data-role="persistence" data-safe={safe}>
      <div class="options-text">
        <p class={safe ? 'options-state options-state-good' : 'options-label'}>
          {safe && <Icon node={CircleCheck} />}
          {t(safe ? 'storage.safe' : 'storage.notSafe')}
        </p>
        <p class={safe ? 'options-hint options-state-hint' : 'options-hint'}>
          {safe && t('storage.safeHint')}
          {!safe && t(refused ? 'storage.refused' : 'storage.notSafeHint')}
        </p>
      </div>
      {!safe && (
        <Button data-action="persist" onClick={() => void ask()}>
          {t('storage.persist')}
        </Button>
      )}
    </div>
  )
}
