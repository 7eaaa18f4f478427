import { ArrowUpToLine, CircleAlert, Clock, Globe, RotateCw, X } from 'lucide'
import { errorText, t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { Job, LinkJob } from '../../utils/model/job.ts'
import type { Link } from '../../utils/model/link.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { JobProgress } from '../ui/link-progress.tsx'
import { showFailure } from '../ui/run-act.ts'
import { useNow } from '../ui/use-now.ts'
import { laterText } from './later-text.ts'
import { cancelKeeping, keepNext } from './link-acts.ts'
import { useHolds } from './use-holds.ts'

interface Props {
  link: Link
  jobs: Job[]
  allowSites: () => void
  /** Buttons without words, where a line has to do. */
  small?: boolean
  /** Of one link there is room for all that can be done. */
  detail?: boolean
}

/** How far a link's page has come, or why it could not be kept and what helps. */
export function RowJob({ link, jobs, allowSites, small = false, detail = false }: Props) {
  const page = jobs.find((job) => job.kind === 'link')
  if (page?.status === 'later') return <LaterJob job={page} {...{ small, detail }} />
  if (page?.status === 'waiting') return <WaitingJob job={page} {...{ jobs, detail }} />
  const stuck = page?.status === 'failed' || page?.status === 'needs-permission'
  if (!page || !stuck) return <JobProgress jobs={jobs} />
  const failed = page.status === 'failed'
  return (
    <div
      class={failed ? 'row-job row-job-failed' : 'row-job'}
      data-role={failed ? 'error' : 'needs-permission'}
      data-reason={page.reason || page.status}
    >
      <Icon node={CircleAlert} />
      <span class="row-job-text" title={textOf(page)}>
        {textOf(page)}
      </span>
      <Cure small={small} failed={failed} linkId={link.id} allowSites={allowSites} />
      <Act
        small={small}
        icon={X}
        label={t('ui.dismiss')}
        action="dismiss"
        run={() => void send('dismiss-link-jobs', { linkIds: [link.id] }).catch(showFailure)}
      />
    </div>
  )
}

/** Why it failed for now, when it is tried again, and what to do rather than wait. */
function LaterJob({ job, small, detail }: { job: LinkJob; small: boolean; detail: boolean }) {
  const text = laterText(job, useNow(5000))
  return (
    <div class="row-job row-job-later" data-role="later" data-reason={job.reason}>
      <Icon node={Clock} />
      <span class="row-job-text" title={text}>
        {text}
      </span>
      <Act
        small={small}
        icon={RotateCw}
        label={t('library.tryNow')}
        action="try-now"
        run={() => void keepNext([job.linkId])}
      />
      {detail && <CancelKeeping linkId={job.linkId} />}
    </div>
  )
}

interface WaitingProps {
  job: LinkJob
  jobs: Job[]
  detail: boolean
}

/** That its turn is waited for, or what else. */
function WaitingJob({ job, jobs, detail }: WaitingProps) {
  const why = useHolds()(job.url)
  const shown = why === '' ? <JobProgress jobs={jobs} /> : <Held why={why} />
  if (!detail) return shown
  return (
    <div class="row-job row-job-waiting" data-role="waiting">
      {shown}
      <Act
        small={false}
        icon={ArrowUpToLine}
        label={t('library.keepNext')}
        action="keep-next"
        run={() => void keepNext([job.linkId])}
      />
      <CancelKeeping linkId={job.linkId} />
    </div>
  )
}

const Held = ({ why }: { why: string }) => (
  <div class="row-job row-job-later row-job-held" data-role="held">
    <Icon node={Clock} />
    <span class="row-job-text" title={why}>
      {why}
    </span>
  </div>
)

const CancelKeeping = ({ linkId }: { linkId: number }) => (
  <Act
    small={false}
    icon={X}
    label={t('library.cancelKeeping')}
    action="cancel-keeping"
    run={() => void cancelKeeping([linkId])}
  />
)

interface CureProps {
  small: boolean
  failed: boolean
  linkId: number
  allowSites: () => void
}

function Cure({ small, failed, linkId, allowSites }: CureProps) {
  if (!failed) {
    const label = t('ui.allowAllSites')
    return <Act small={small} icon={Globe} label={label} action="allow-sites" run={allowSites} />
  }
  const retry = () => void send('retry-link', { linkId }).catch(showFailure)
  return <Act small={small} icon={RotateCw} label={t('ui.retry')} action="retry" run={retry} />
}

interface ActProps {
  small: boolean
  icon: typeof X
  label: string
  action: string
  run: () => void
}

function Act({ small, icon, label, action, run }: ActProps) {
  if (small) {
    return (
      <IconButton
        class="row-job-button"
        icon={icon}
        label={label}
        data-action={action}
        onClick={run}
      />
    )
  }
  return (
    <Button size="small" look="quiet" icon={icon} data-action={action} onClick={run}>
      {label}
    </Button>
  )
}

const textOf = (job: LinkJob): string =>
  job.status === 'needs-permission'
    ? t('library.pageNeedsPermission')
    : errorText(job.reason || 'unknown')
