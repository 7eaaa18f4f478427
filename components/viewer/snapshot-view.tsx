import { CloudOff, FileWarning } from 'lucide'
import { useState } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import type { Difference, Snapshot } from '../../utils/model/snapshot.ts'
import { markElement } from '../../utils/replay/mark-element.ts'
import type { ReplayedDocument } from '../../utils/replay/open-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { LinkProgress } from '../ui/link-progress.tsx'
import { Note } from '../ui/note.tsx'
import { Notices } from '../ui/notices.tsx'
import { Progress } from '../ui/progress.tsx'
import { FindBar } from './find/find-bar.tsx'
import { useFind } from './find/use-find.ts'
import { PageFrame } from './page-frame.tsx'
import { PdfFrame } from './pdf-frame.tsx'
import { PictureView } from './picture-view.tsx'
import { useArrival } from './use-arrival.ts'
import { useReplay } from './use-replay.ts'
import { ViewerBar } from './viewer-bar.tsx'
import { ViewerProblem } from './viewer-problem.tsx'
import type { View, ViewerServices } from './viewer-props.ts'

interface Props extends ViewerServices {
  snapshot: Snapshot
  /** Undefined if the link itself is gone. */
  link: Link | undefined
  /** Goes to another version. */
  choose: (uid: string) => void
  /** The search by which it was found; its words are marked. */
  q: string
  forgetSearch: () => void
}

/** A version of a page under its toolbar, as the kept document or as its picture. */
export function SnapshotView(props: Props) {
  const { snapshot, link, choose, openTab, saveFile } = props
  const [view, setView] = useState<View>('page')
  const { arrival, again } = useArrival(snapshot.uid)
  const [page, setPage] = useState<HTMLIFrameElement>()
  const replay = useReplay(snapshot, arrival === 'here' || arrival === 'failed')
  const find = useFind(view === 'page' ? page : undefined, props.q, props.forgetSearch)
  return (
    <>
      <ViewerBar
        snapshot={snapshot}
        link={link}
        view={view}
        setView={setView}
        choose={choose}
        mark={view === 'page' && replay.state === 'open' ? markIn(replay.replay) : undefined}
        openTab={openTab}
        saveFile={saveFile}
      />
      <div class="viewer-strip">
        <Notices notices={snapshot.notices} />
        {snapshot.status === 'partial' && <LinkProgress linkId={snapshot.linkId} />}
        {arrival === 'fetching' && <Progress label={t('viewer.fetching')} />}
        {arrival === 'failed' && <NotFetched again={again} />}
      </div>
      {view === 'picture' && <PictureView snapshot={snapshot} />}
      {view === 'page' && replay.state === 'opening' && (
        <div class="viewer-stage" aria-busy="true" />
      )}
      {view === 'page' && replay.state === 'failed' && (
        <ViewerProblem
          reason={replay.reason}
          icon={FileWarning}
          url={snapshot.url}
          openTab={openTab}
          {...(snapshot.screenshot ? { showPicture: () => setView('picture') } : {})}
        />
      )}
      {view === 'page' && replay.state === 'pdf' && (
        <PdfFrame url={replay.url} title={snapshot.title} />
      )}
      {view === 'page' && replay.state === 'open' && (
        <PageFrame
          key={replay.replay.url}
          replay={replay.replay}
          frames={replay.frames}
          title={snapshot.title}
          openTab={openTab}
          shown={setPage}
        />
      )}
      {find && <FindBar find={find} />}
    </>
  )
}

/** Some of it is in the cloud alone, and that can't be reached. */
function NotFetched({ again }: { again: () => void }) {
  const button = (
    <Button size="small" data-action="fetch-again" onClick={again}>
      {t('viewer.fetchAgain')}
    </Button>
  )
  return (
    <Note icon={CloudOff} tone="warn" actions={button}>
      {t('viewer.notFetched')}
    </Note>
  )
}

/** Outlines in the page on screen what differs from the page as it was. */
const markIn = (replay: ReplayedDocument) => (difference: Difference) => {
  const page = document.querySelector<HTMLIFrameElement>('iframe[data-role=page]')
  if (page) markElement(page, replay, difference)
}
