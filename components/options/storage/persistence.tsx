import { CircleCheck } from 'lucide'
import { useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'

/** Whether the browser promises to keep all this when its disk runs full, and asking it to. */
export function Persistence({ persisted, done }: { persisted: boolean; done: () => void }) {
  const [refused, setRefused] = useState(false)
  const ask = async () => {
    const given = await navigator.storage.persist()
    setRefused(!given)
    if (given) done()
  }
  return (
    <div class="options-line" data-role="persistence" data-persisted={persisted}>
      <div class="options-text">
        <p class={persisted ? 'options-state options-state-good' : 'options-label'}>
          {persisted && <Icon node={CircleCheck} />}
          {t(persisted ? 'storage.persisted' : 'storage.notPersisted')}
        </p>
        {!persisted && (
          <p class="options-hint">{t(refused ? 'storage.refused' : 'storage.notPersistedHint')}</p>
        )}
      </div>
      {!persisted && (
        <Button data-action="persist" onClick={() => void ask()}>
          {t('storage.persist')}
        </Button>
      )}
    </div>
  )
}
