import { useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import { Button } from '../../ui/button.tsx'
import { byteSize } from '../../ui/format.ts'
import { showFailure } from '../../ui/run-act.ts'
import { showToast } from '../../ui/toast-store.ts'

interface Props {
  /** What would come back; undefined until counted. */
  bytes: number | undefined
  done: () => void
}

/** Ends undo to have its space back. The one act that asks first, because nothing undoes it. */
export function FreeSpace({ bytes, done }: Props) {
  const [state, setState] = useState<'idle' | 'asking' | 'busy'>('idle')
  const free = async () => {
    setState('busy')
    try {
      const freed = await send('free-space', {})
      showToast(t('storage.freed', byteSize(freed.bytes)))
    } catch (error) {
      showFailure(error)
    }
    setState('idle')
    done()
  }
  const size = bytes === undefined ? '…' : byteSize(bytes)
  return (
    <div class="options-line" data-role="free-space" data-bytes={bytes}>
      <div class="options-text">
        <p class="options-label">{t('storage.undoTitle', size)}</p>
        <p class="options-hint">{t('storage.undoHint')}</p>
      </div>
      {state === 'idle' && (
        <Button data-action="free-space" onClick={() => setState('asking')}>
          {t('storage.free')}
        </Button>
      )}
      {state !== 'idle' && (
        <div class="storage-ask" role="alertdialog" aria-label={t('storage.free')}>
          <p>{t('storage.ask', size)}</p>
          <Button look="quiet" disabled={state === 'busy'} onClick={() => setState('idle')}>
            {t('storage.keep')}
          </Button>
          <Button
            look="danger"
            autofocus
            disabled={state === 'busy'}
            data-action="confirm-free"
            onClick={() => void free()}
          >
            {t(state === 'busy' ? 'storage.freeing' : 'storage.freeNow')}
          </Button>
        </div>
      )}
    </div>
  )
}
