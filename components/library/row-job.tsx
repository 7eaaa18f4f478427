import { CircleAlert, Globe, RotateCw, X } from 'lucide'
import { errorText, t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { Job, LinkJob } from '../../utils/model/job.ts'
import type { Link } from '../../utils/model/link.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { JobProgress } from '../ui/link-progress.tsx'
import { showFailure } from '../ui/run-act.ts'

interface Props {
  link: Link
  jobs: Job[]
  allowSites: () => void
}

/** How far a link's page has come, or why it could not be kept and what helps. */
export function RowJob({ link, jobs, allowSites }: Props) {
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
      {!failed ? (
        <Button size="small" look="quiet" icon={Globe} onClick={allowSites}>
          {t('ui.allowAllSites')}
        </Button>
      ) : (
        <Button
          size="small"
          look="quiet"
          icon={RotateCw}
          data-action="retry"
          onClick={() => void send('retry-link', { linkId: link.id }).catch(showFailure)}
        >
          {t('ui.retry')}
        </Button>
      )}
      <Button
        size="small"
        look="quiet"
        icon={X}
        data-action="dismiss"
        onClick={() => void send('dismiss-link-jobs', { linkIds: [link.id] }).catch(showFailure)}
      >
        {t('ui.dismiss')}
      </Button>
    </div>
  )
}

const textOf = (job: LinkJob): string =>
  job.status === 'needs-permission'
    ? t('library.pageNeedsPermission')
    : errorText(job.reason || 'unknown')
