import type { LinkJob } from '../model/job.ts'

/** One page being opened by this worker. */
export interface Run {
  job: LinkJob
  /** Aborted once nobody wants the page any more. */
  stop: AbortController
}
