import { CircleAlert, Globe, RotateCw, X } from 'lucide'
import { errorText, t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { Job, LinkJob } from '../../utils/model/job.ts'
import type { Link } from '../../utils/model/link.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { JobProgress } from '../ui/link-progress.tsx'
import { showFailure } from '../ui/run-act.ts'

interface Props {
  link: Link
  jobs: Job[]
  allowSites: () => void
  /** Buttons without words, where a line has to do. */
  small?: boolean
}

/** How far a link's page has come, or why it could not be kept and what helps. */
export function RowJob({ link, jobs, allowSites, small = false }: Props) {
  const page = jobs.find((job) => job.kind === 'link')
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
