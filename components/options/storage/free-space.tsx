import { useEffect, useRef, useState } from 'preact/hooks'
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
  const box = useFollow(state)
  const size = bytes === undefined ? '…' : byteSize(bytes)
  return (
    <div ref={box} class="options-line" data-role="free-space" data-bytes={bytes}>
      <div class="options-text">
        <p class="options-label">{t('storage.undoTitle', size)}</p>
        <p class="options-hint">{t('storage.undoHint')}</p>
      </div>
      {state === 'idle' && (
        <Button data-action="free-space" disabled={bytes === 0} onClick={() => setState('asking')}>
          {t('storage.free')}
        </Button>
      )}
      {state !== 'idle' && (
        <div class="storage-ask" role="alertdialog" aria-label={t('storage.free')}>
          <p>{t('storage.ask', size)}</p>
          <Button
            look="quiet"
            data-action="keep-undo"
            disabled={state === 'busy'}
            onClick={() => setState('idle')}
          >
            {t('storage.keep')}
          </Button>
          <Button
            look="danger"
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

/** Takes the focus along as the question comes and goes; it begins at the harmless answer. */
function useFollow(state: 'idle' | 'asking' | 'busy') {
  const box = useRef<HTMLDivElement>(null)
  const last = useRef(state)
  useEffect(() => {
    const to = state === 'asking' ? 'keep-undo' : 'free-space'
    if (state !== last.current) {
      box.current?.querySelector<HTMLElement>(`[data-action=${to}]`)?.focus()
    }
    last.current = state
  }, [state])
  return box
}
