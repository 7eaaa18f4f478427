import { Globe, Pause, Play, RotateCw, X } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { setting } from '../../../utils/db/queries.ts'
import { t } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { showFailure } from '../../ui/run-act.ts'
import { useLive } from '../../ui/use-live.ts'
import { cancelKeeping } from '../link-acts.ts'
import { QueueState } from './queue-state.tsx'

/** How far links that were asked for together have come. */
export interface BatchSums {
  total: number
  kept: number
  failed: number
  open: number
  /** Of the open ones, those that wait for a permission: nothing can be done for them until then. */
  asks: number
  /** Of the open ones, those that wait for another try. */
  later?: number
  /** When the last few came to their end. */
  ends?: number[]
}

interface Props {
  sums: BatchSums
  /** Links whose pages failed, and those that still wait or are being opened. */
  failed: () => Promise<number[]>
  open: () => Promise<number[]>
  /** Asks for what the pages wait for. */
  allow?: () => void
}

/** '12 of 40 kept, 2 failed', with what can be done about it. */
export function BatchBar({ sums, failed, open, allow }: Props) {
  const retry = async () => {
    await send('retry-links', { linkIds: await failed() })
  }
  const cancel = async () => cancelKeeping(await open())
  const dismiss = async () => {
    await send('dismiss-link-jobs', { linkIds: await failed() })
  }
  const paused = useLive(() => setting('linksPaused'), []) ?? false
  const held = useNextFocus(sums)
  const going = sums.open - sums.asks
  return (
    <div {...held} class="batch" data-role="batch">
      <Progress label={labelOf(sums)} value={(sums.kept + sums.failed) / Math.max(1, sums.total)} />
      {going > 0 && <QueueState sums={{ ...sums, open: going }} paused={paused} />}
      {allow && (
        <Button size="small" look="quiet" icon={Globe} data-action="allow-sites" onClick={allow}>
          {t('ui.allowAllSites')}
        </Button>
      )}
      {going > 0 && <PauseButton paused={paused} />}
      {sums.failed > 0 && (
        <Button
          size="small"
          look="quiet"
          icon={RotateCw}
          data-action="retry-all"
          onClick={() => void retry().catch(showFailure)}
        >
          {t('library.retryFailed')}
        </Button>
      )}
      {sums.failed > 0 && sums.open === 0 && (
        <Button
          size="small"
          look="quiet"
          icon={X}
          data-action="dismiss-all"
          onClick={() => void dismiss().catch(showFailure)}
        >
          {t('ui.dismiss')}
        </Button>
      )}
      {sums.open > 0 && (
        <Button
          size="small"
          look="quiet"
          icon={X}
          data-action="cancel-all"
          onClick={() => void cancel()}
        >
          {t('library.cancelRest')}
        </Button>
      )}
    </div>
  )
}

/** It holds for all typed links, also for those of other batches. */
export function PauseButton({ paused }: { paused: boolean }) {
  const turn = () =>
    void send('set-setting', { key: 'linksPaused', value: !paused }).catch(showFailure)
  return (
    <Button
      size="small"
      look={paused ? 'primary' : 'quiet'}
      icon={paused ? Play : Pause}
      data-action={paused ? 'resume-links' : 'pause-links'}
      onClick={turn}
    >
      {t(paused ? 'library.resumeLinks' : 'library.pauseLinks')}
    </Button>
  )
}

/** A button that did its work goes away; the one that comes in its place gets the focus. */
function useNextFocus({ failed, open, asks }: BatchSums) {
  const box = useRef<HTMLDivElement>(null)
  const used = useRef(false)
  useEffect(() => {
    const { current } = box
    if (!used.current || document.activeElement !== document.body) return
    const rest = current?.closest('dialog')?.querySelector<HTMLElement>('[data-first]')
    const next = current?.querySelector('button') ?? rest
    next?.focus()
  }, [failed > 0, open > 0, open > asks])
  const onFocusIn = () => {
    used.current = true
  }
  return { ref: box, onFocusIn }
}

function labelOf({ kept, total, failed }: BatchSums): string {
  if (failed === 0) return t('library.batchKept', kept, total)
  return t('library.batchFailed', kept, total, failed)
}
