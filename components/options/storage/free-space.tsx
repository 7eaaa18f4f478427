import { t } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import { byteSize } from '../../ui/format.ts'
import { showToast } from '../../ui/toast-store.ts'
import { AskLine } from '../ask-line.tsx'

interface Props {
  /** What would come back; undefined until counted. */
  bytes: number | undefined
  done: () => void
}

/** Ends undo to have its space back. */
export function FreeSpace({ bytes, done }: Props) {
  const free = async () => {
    try {
      const freed = await send('free-space', {})
      showToast(t('storage.freed', byteSize(freed.bytes)))
    } finally {
      done()
    }
  }
  const size = bytes === undefined ? '…' : byteSize(bytes)
  return (
    <AskLine
      name="free-space"
      bytes={bytes}
      disabled={bytes === 0}
      open={t('storage.free')}
      question={<p>{t('storage.ask', size)}</p>}
      keep={t('storage.keep')}
      confirm={t('storage.freeNow')}
      busy={t('storage.freeing')}
      run={free}
    >
      <div class="options-text">
        <p class="options-label">{t('storage.undoTitle', size)}</p>
        <p class="options-hint">{t('storage.undoHint')}</p>
      </div>
    </AskLine>
  )
}
