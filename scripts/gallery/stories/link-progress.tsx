import { JobProgress, LinkProgress } from '../../../components/ui/link-progress.tsx'
import type { LinkJob, ResourcesJob } from '../../../utils/model/job.ts'
import { BUSY_LINK } from '../samples.ts'
import type { Story } from '../story.ts'

const job = (status: LinkJob['status']): LinkJob => ({
  id: 'sample',
  kind: 'link',
  linkId: 1,
  url: 'https://example.com/',
  status,
  reason: '',
  detail: '',
  tabId: -1,
  attempts: 0,
  startedAt: 0,
  updatedAt: 0,
})

const photographing = (done: number, of: number): ResourcesJob => ({
  id: 'sample',
  kind: 'resources',
  snapshot: 'sample',
  linkId: 1,
  tabId: 1,
  fetching: [],
  wanted: [],
  total: 0,
  picture: { done, of },
  startedAt: 0,
  updatedAt: 0,
})

export const story: Story = [
  { name: 'waiting', show: () => <JobProgress jobs={[job('waiting')]} /> },
  { name: 'running', show: () => <JobProgress jobs={[job('running')]} /> },
  { name: 'parts, from the database', show: () => <LinkProgress linkId={BUSY_LINK} /> },
  { name: 'a picture begun', show: () => <JobProgress jobs={[photographing(0, 0)]} /> },
  { name: 'a picture', show: () => <JobProgress jobs={[photographing(2, 12)]} /> },
  { name: 'nothing to do: empty', show: () => <JobProgress jobs={[]} /> },
]
