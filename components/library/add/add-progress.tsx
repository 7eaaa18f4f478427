import { Check, CircleAlert, Clock, Globe, LoaderCircle, RotateCw } from 'lucide'
import { jobsOfLinks, linksByIds } from '../../../utils/db/queries.ts'
import { askedSites } from '../../../utils/db/queue-queries.ts'
import { errorText, t, tn } from '../../../utils/i18n/t.ts'
import type { AddedLine } from '../../../utils/messaging/protocol.ts'
import { send } from '../../../utils/messaging/send.ts'
import type { Job, LinkJob } from '../../../utils/model/job.ts'
import type { Link } from '../../../utils/model/link.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { showFailure } from '../../ui/run-act.ts'
import type { AllSites } from '../../ui/use-all-sites.ts'
import { useLive } from '../../ui/use-live.ts'
import { laterText } from '../later-text.ts'
import { keepNext } from '../link-acts.ts'
import { useHolds } from '../use-holds.ts'
import { AskForSites } from './ask-for-sites.tsx'
import { BatchBar, type BatchSums } from './batch-bar.tsx'

interface Props {
  lines: AddedLine[]
  sites: AllSites
  close: () => void
}

/** How far each link has come; closing the dialog stops nothing. */
export function AddProgress({ lines, sites, close }: Props) {
  const ids = lines.flatMap((line) => ('linkId' in line ? [line.linkId] : []))
  const links = useLive(() => linksByIds(ids), [ids.join()])
  const jobs = useLive(() => jobsOfLinks(ids), [ids.join()])
  const asked = useLive(askedSites, []) ?? []
  const heldBy = useHolds()
  const byId = new Map(links?.map((link) => [link?.id, link]))
  const jobsById = Map.groupBy(jobs ?? [], ({ linkId }) => linkId)
  const rows = lines.map((line) => rowOf(line, byId, jobs && jobsById, heldBy))
  const sums = sumsOf(rows)
  return (
    <div class="add-form" data-role="add-progress">
      {sums.asks > 0 && (
        <AskForSites sites={sites} text={tn('library.needsPermission', sums.asks)} only={asked} />
      )}
      {rows.length > 1 && (
        <BatchBar
          sums={sums}
          failed={async () => idsIn(rows, ['failed'])}
          open={async () => idsIn(rows, OPEN)}
        />
      )}
      <ul class="add-lines">
        {rows.map((row, index) => (
          <li key={index} class="add-line" data-state={row.state} data-bad={row.state === 'failed'}>
            <Icon node={ICONS[row.state]} />
            <span class="add-said">
              <span class="add-address" dir="auto" title={row.text}>
                {row.text}
              </span>
              <span class="add-why">{row.why}</span>
            </span>
            {row.state === 'later' && (
              <IconButton
                icon={RotateCw}
                label={t('library.tryNow')}
                data-action="try-now"
                onClick={() => void keepNext([row.linkId])}
              />
            )}
            {row.state === 'failed' && row.linkId !== 0 && (
              <IconButton
                icon={RotateCw}
                label={t('ui.retry')}
                data-action="retry"
                onClick={() => void send('retry-link', { linkId: row.linkId }).catch(showFailure)}
              />
            )}
          </li>
        ))}
      </ul>
      <footer class="add-foot">
        <span class="add-hint">
          {rows.some(({ state }) => GOING.includes(state)) && t('library.addGoesOn')}
        </span>
        <Button look="primary" data-action="add-done" data-first onClick={close}>
          {t('library.done')}
        </Button>
      </footer>
    </div>
  )
}

/** How one line stands. */
export interface ProgressRow {
  linkId: number
  text: string
  state: 'kept' | 'link' | 'waiting' | 'held' | 'running' | 'later' | 'asks' | 'failed'
  why: string
  /** Its page was wanted, and is not any more. */
  cancelled?: boolean
}

const OPEN: ProgressRow['state'][] = ['waiting', 'held', 'running', 'later', 'asks']

/** What comes to its end by itself. */
const GOING: ProgressRow['state'][] = ['waiting', 'held', 'running', 'later']

const idsIn = (rows: ProgressRow[], states: ProgressRow['state'][]): number[] =>
  rows.filter((row) => states.includes(row.state) && row.linkId !== 0).map((row) => row.linkId)

const sumsOf = (rows: ProgressRow[]): BatchSums => ({
  total: rows.filter(({ cancelled }) => !cancelled).length,
  kept:
    rows.filter(({ state }) => state === 'kept' || state === 'link').length -
    rows.filter(({ cancelled }) => cancelled).length,
  failed: rows.filter(({ state }) => state === 'failed').length,
  open: rows.filter(({ state }) => OPEN.includes(state)).length,
  asks: rows.filter(({ state }) => state === 'asks').length,
  later: rows.filter(({ state }) => state === 'later').length,
})

const ICONS = {
  kept: Check,
  link: Check,
  waiting: Clock,
  held: Clock,
  running: LoaderCircle,
  later: Clock,
  asks: Globe,
  failed: CircleAlert,
}

type Links = Map<number | undefined, Link | undefined>

function rowOf(
  line: AddedLine,
  links: Links,
  jobs: Map<number, Job[]> | undefined,
  heldBy: HeldBy,
): ProgressRow {
  if ('reason' in line) {
    return { linkId: 0, text: line.url, state: 'failed', why: errorText(line.reason) }
  }
  const link = links.get(line.linkId)
  const row = { linkId: line.linkId, text: link?.title || line.url }
  const wanted = line.capture !== 'none'
  if (!jobs && wanted) return { ...row, state: 'waiting', why: t('ui.waiting') }
  const mine = jobs?.get(line.linkId) ?? []
  const job = mine.find((each) => each.kind === 'link')
  if (job?.kind === 'link') return { ...row, ...STATES[job.status](job, heldBy) }
  if (mine.length > 0) return { ...row, state: 'running', why: t('ui.keeping') }
  if ((link?.versions ?? 0) > 0) return { ...row, state: 'kept', why: t('library.kept') }
  return { ...row, state: 'link', why: t('library.linkKept'), cancelled: wanted }
}

type State = Pick<ProgressRow, 'state' | 'why'>

type HeldBy = ReturnType<typeof useHolds>

const STATES: Record<LinkJob['status'], (job: LinkJob, heldBy: HeldBy) => State> = {
  'waiting': ({ url }, heldBy) => {
    const why = heldBy(url)
    return why === '' ? { state: 'waiting', why: t('ui.waiting') } : { state: 'held', why }
  },
  'later': (job) => ({ state: 'later', why: laterText(job) }),
  'running': () => ({ state: 'running', why: t('ui.keeping') }),
  'needs-permission': () => ({ state: 'asks', why: t('library.pageNeedsPermission') }),
  'failed': ({ reason }) => ({ state: 'failed', why: errorText(reason || 'unknown') }),
}
