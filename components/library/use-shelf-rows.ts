import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { watchCatalogue } from '../../utils/db/catalogue/catalogue.ts'
import { allJobs } from '../../utils/db/queries.ts'
import type { Job } from '../../utils/model/job.ts'
import type { Link } from '../../utils/model/link.ts'
import { useLive } from '../ui/use-live.ts'
import { dropFirst, takeFirst } from './first-rows.ts'
import { hoped } from './hopes.ts'
import { createRowStore } from './row-store.ts'
import type { Run } from './shelf-layout.ts'
import { useHopes } from './use-hopes.ts'

export interface ShelfRows {
  /** A link as it is about to be, undefined until it was read. */
  linkOf: (id: number) => Link | undefined
  jobs: ReadonlyMap<number, Job[]> | undefined
}

/** The links of a run of ids with their jobs, kept up to date. */
export function useShelfRows(shelf: string, ids: Float64Array, run: Run): ShelfRows {
  const [, draw] = useState(0)
  const [store] = useState(() =>
    createRowStore(takeFirst(shelf)?.links ?? [], () => draw((count) => count + 1)),
  )
  useEffect(() => {
    dropFirst()
    const stop = watchCatalogue((_, changed) => store.renew(changed))
    return () => {
      stop()
      store.stop()
    }
  }, [])
  useLayoutEffect(() => store.want(ids, run), [ids, run.first, run.end])
  const jobs = useLive(readJobs, [])
  useHopes()
  const linkOf = (id: number) => {
    const link = store.rows.get(id)
    return link && hoped(link)
  }
  return { linkOf, jobs }
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
