import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import type { Frame } from '../../utils/model/snapshot.ts'
import { attachReplay } from '../../utils/replay/attach-replay.ts'
import { graftFrames } from '../../utils/replay/graft-frames.ts'
import { REPLAY_SANDBOX, type ReplayedDocument } from '../../utils/replay/open-snapshot.ts'
import { coverPdfs } from './cover-pdfs.ts'

interface Props {
  replay: ReplayedDocument
  frames: Frame[]
  title: string
  openTab: (url: string) => void
  /** Told of the frame once all of the page is on screen. */
  shown: (frame: HTMLIFrameElement) => void
}

/**
 * The kept document. Its sandbox lets us reach into it and nothing in it run, open, submit or leave; the
 * attribute comes before the address, so that it holds for the first load.
 */
export function PageFrame({ replay, frames, title, openTab, shown }: Props) {
  const [ready, setReady] = useState(false)
  const uncover = useRef<(() => void) | undefined>(undefined)
  useEffect(() => () => uncover.current?.(), [])
  return (
    <div class="viewer-stage viewer-paper">
      <iframe
        class="viewer-page"
        data-role="page"
        data-ready={ready}
        sandbox={REPLAY_SANDBOX}
        title={t('viewer.keptPage', title)}
        src={replay.url}
        onLoad={async ({ currentTarget }) => {
          await graftFrames(currentTarget)
          const attached = attachReplay(currentTarget, replay, frames, openTab)
          uncover.current?.()
          uncover.current = coverPdfs(currentTarget, replay)
          await attached
          setReady(true)
          shown(currentTarget)
        }}
      />
    </div>
  )
}
