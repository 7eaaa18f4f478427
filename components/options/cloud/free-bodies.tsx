import { useCallback, useEffect, useState } from 'preact/hooks'
import { freeableBytes } from '../../../utils/db/freeable-bodies.ts'
import { freeingNow } from '../../../utils/db/freeing.ts'
import type { SyncView } from '../../../utils/db/sync-queries.ts'
import { syncText, t, tn } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import { byteSize } from '../../ui/format.ts'
import { Progress } from '../../ui/progress.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { useLive } from '../../ui/use-live.ts'
import { AskLine } from '../ask-line.tsx'
import { Section } from '../section.tsx'

/** Has pages that are safe in the cloud leave this browser until they are opened. */
export function FreeBodies({ view }: { view: SyncView }) {
  const [busy, setBusy] = useState(false)
  const { bytes, recount } = useFreeable(view)
  const free = async () => {
    setBusy(true)
    try {
      await freeNow()
    } finally {
      setBusy(false)
      recount()
    }
  }
  const size = bytes === undefined ? '…' : byteSize(bytes)
  return (
    <Section title={t('cloud.spaceHere')}>
      <AskLine
        name="free-bodies"
        bytes={bytes}
        disabled={!bytes}
        open={t('cloud.free')}
        question={<p>{t('cloud.freeAsk', size)}</p>}
        keep={t('cloud.freeKeep')}
        confirm={t('cloud.freeNow')}
        busy={t('cloud.freeing')}
        run={free}
      >
        <div class="options-text">
          <p class="options-label">{t('cloud.freeable', size)}</p>
          <p class="options-hint">{t('cloud.freeHint')}</p>
          {busy && <FreeingProgress />}
        </div>
      </AskLine>
    </Section>
  )
}

async function freeNow(): Promise<void> {
  const answer = await send('free-bodies', {})
  if ('reason' in answer) return showToast(t('cloud.freeFailed', syncText(answer.reason)))
  const { bytes, unconfirmed } = answer
  showToast(
    unconfirmed > 0
      ? tn('cloud.freedBut', unconfirmed, byteSize(bytes))
      : t('cloud.freed', byteSize(bytes)),
  )
}

/** How much could go, added up when the section opens, after each pass and after each time it was asked for. */
function useFreeable({ status }: SyncView): { bytes: number | undefined; recount: () => void } {
  const [bytes, setBytes] = useState<number>()
  const [round, setRound] = useState(0)
  const isRunning = status.state === 'running'
  useEffect(() => {
    if (isRunning) return
    const controller = new AbortController()
    freeableBytes(controller.signal)
      .then(setBytes)
      .catch((error) => {
        if (!controller.signal.aborted) console.error(error)
      })
    return () => controller.abort()
  }, [round, isRunning])
  return { bytes, recount: useCallback(() => setRound((count) => count + 1), []) }
}

function FreeingProgress() {
  const freeing = useLive(freeingNow, [])
  const known = freeing && freeing.done > 0 ? { value: freeing.done / freeing.total } : {}
  return <Progress label={t('cloud.freeing')} {...known} />
}
