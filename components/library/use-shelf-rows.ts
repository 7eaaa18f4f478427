import { useMemo } from 'preact/hooks'
import { allJobs, linksByIds } from '../../utils/db/queries.ts'
import type { Job } from '../../utils/model/job.ts'
import type { Link } from '../../utils/model/link.ts'
import { useLive } from '../ui/use-live.ts'
import { hoped } from './hopes.ts'
import { useHopes } from './use-hopes.ts'

/** Links and their jobs by the links' ids, kept up to date. */
export function useShelfRows(ids: number[]) {
  const links = useLive(() => readLinks(ids), [ids.join()])
  const jobs = useLive(readJobs, [])
  const hopes = useHopes()
  const shown = useMemo(
    () => links && new Map([...links].map(([id, link]) => [id, hoped(link)])),
    [links, hopes],
  )
  return { links: shown, jobs }
}

async function readLinks(ids: number[]): Promise<Map<number, Link>> {
  const links = await linksByIds(ids)
  return new Map(links.flatMap((link) => (link ? [[link.id, link]] : [])))
}

async function readJobs(): Promise<Map<number, Job[]>> {
  const byLink = new Map<number, Job[]>()
  for (const job of await allJobs()) {
    // The others are of no one link.
    if (job.kind === 'keep' || job.linkId === 0) continue
    byLink.set(job.linkId, [...(byLink.get(job.linkId) ?? []), job])
  }
  return byLink
}
