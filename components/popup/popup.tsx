import { Undo2 } from 'lucide'
import { allJobs, linkById, linkByKey } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import { Button } from '../ui/button.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { Note } from '../ui/note.tsx'
import { Progress } from '../ui/progress.tsx'
import { Toasts } from '../ui/toasts.tsx'
import { useLive } from '../ui/use-live.ts'
import { KeptPane } from './kept-pane.tsx'
import { PageHead } from './page-head.tsx'
import { PopupFoot } from './popup-foot.tsx'
import type { PopupProps } from './popup-props.ts'
import { StartPane } from './start-pane.tsx'
import { type Keep, type Step, useKeep } from './use-keep.ts'
import './popup.css'

/** The toolbar popup: keeps the page in front and edits what was kept. */
export function Popup(props: PopupProps) {
  const { tab, urlKey } = props
  const keep = useKeep(props)
  const keptId = keep.step.name === 'kept' ? keep.step.linkId : 0
  const known = useLive(() => readLink(keptId, urlKey), [keptId, urlKey])
  // The shortcut may have begun before the popup opened.
  const begun = useLive(
    async () => (await allJobs()).some((job) => isKeeping(job, tab.id)),
    [tab.id],
  )
  const link = known?.link
  const state = known ? stateOf(keep.step, link, begun === true) : 'loading'
  return (
    <main class="popup" data-state={state} data-fresh={keep.step.name === 'kept'}>
      {(state === 'keeping' || !isKept(link)) && <PageHead tab={tab} link={link} />}
      <Body state={state} link={link} keep={keep} {...props} />
      <PopupFoot {...props} />
      <Toasts only="error" />
    </main>
  )
}

/** What was just kept counts, whatever its address came to be; else what is known of the tab's. */
async function readLink(keptId: number, urlKey: string): Promise<{ link: Link | undefined }> {
  if (keptId !== 0) return { link: await linkById(keptId) }
  return { link: urlKey === '' ? undefined : await linkByKey(urlKey) }
}

type State = 'loading' | 'idle' | 'keeping' | 'kept' | 'error'

function stateOf(step: Step, link: Link | undefined, begun: boolean): State {
  if (step.name === 'keeping' || begun) return 'keeping'
  if (step.name === 'failed') return 'error'
  return isKept(link) ? 'kept' : 'idle'
}

const isKept = (link: Link | undefined): link is Link => !!link && link.state !== 'trash'

const isKeeping = (job: { kind: string; tabId: number }, tabId: number): boolean =>
  job.kind === 'keep' && job.tabId === tabId

type BodyProps = PopupProps & { state: State; link: Link | undefined; keep: Keep }

function Body({ state, link, keep, ...props }: BodyProps) {
  const { step } = keep
  if (state === 'loading') return <div class="popup-wait" />
  if (state === 'keeping') {
    return (
      <div class="popup-wait">
        <Progress label={t('ui.keeping')} />
      </div>
    )
  }
  return (
    <>
      {step.name === 'undone' && <Note icon={Undo2}>{t('ui.undone')}</Note>}
      {step.name === 'failed' && (
        <ErrorNote reason={step.reason}>
          <Button size="small" data-action="retry" onClick={step.again}>
            {t('ui.retry')}
          </Button>
        </ErrorNote>
      )}
      {isKept(link) ? (
        <KeptPane link={link} keep={keep} {...props} />
      ) : (
        <StartPane keep={keep} failed={state === 'error'} {...props} />
      )}
    </>
  )
}
