import type { ResourcesJob, WantedBody } from '../model/job.ts'
import type { Missing, Resource, StoredBlob } from '../model/snapshot.ts'

/** What came of trying to bring in bodies of a snapshot. */
export interface Arrivals {
  kept: { resource: Resource; body: StoredBlob }[]
  /** Tried and failed; another stage may still succeed. */
  failed: WantedBody[]
  /** Bodies that an arrived style sheet refers to. */
  more: WantedBody[]
}

/** More bodies than this make a snapshot nobody can open; the rest is reported missing. */
export const MOST_BODIES = 5000

/** What of a job arrivals change. */
type Progress = Pick<ResourcesJob, 'wanted' | 'total' | 'updatedAt'>

/** Two frames that want one body may both bring it, in one batch even. */
export function newOf(arrived: Arrivals['kept'], known: Resource[]): Arrivals['kept'] {
  const byCid = new Map(arrived.map((each) => [each.resource.cid, each]))
  for (const { cid } of known) byCid.delete(cid)
  return [...byCid.values()]
}

export function unknownOf(
  more: WantedBody[],
  job: Progress,
  resources: Resource[],
): { more: WantedBody[]; tooMany: Missing[] } {
  const known = new Set([...job.wanted, ...resources].map(({ cid }) => cid))
  const fresh = new Map(more.filter(({ cid }) => !known.has(cid)).map((body) => [body.cid, body]))
  return limited([...fresh.values()], MOST_BODIES - known.size)
}

/** The first `room` bodies; the others become one entry of what is missing, so that lists stay short. */
export function limited<T extends WantedBody>(
  bodies: T[],
  room: number,
): { more: T[]; tooMany: Missing[] } {
  const more = bodies.slice(0, Math.max(0, room))
  const [first, ...others] = bodies.slice(more.length)
  if (!first) return { more, tooMany: [] }
  const { kind, url } = first
  const detail = others.length > 0 ? `+ ${others.length}` : ''
  return { more, tooMany: [asMissing({ cid: '', kind, url, reason: 'too-many', detail })] }
}

export function progressed<J extends Progress>(
  job: J,
  arrivals: Arrivals,
  resources: Resource[],
  more: WantedBody[],
): J {
  const here = new Set(resources.map(({ cid }) => cid))
  const failed = new Map(arrivals.failed.map((wanted) => [wanted.cid, wanted]))
  const wanted = job.wanted
    .filter(({ cid }) => !here.has(cid))
    .map((body) => ({ ...body, ...failed.get(body.cid) }))
  return {
    ...job,
    wanted: [...wanted, ...more.map((body) => ({ ...body, ...failed.get(body.cid) }))],
    total: job.total + more.length,
    updatedAt: Date.now(),
  }
}

/** What a delivery left to do: frames still fetching, what goes on without them, or nothing. */
export type StillOpen = 'frames' | 'rest' | 'nothing'

/** A site that has answered the page that it has no icon says nothing else to us; what a rule leaves out is left out. */
export const worthTrying = ({ kind, reason }: WantedBody): boolean =>
  reason !== 'by-rule' && !(kind === 'icon' && reason === 'http-error')

/** What a job has left to do. */
export function stillOpen({
  fetching,
  picture,
  wanted,
}: Pick<ResourcesJob, 'fetching' | 'picture' | 'wanted'>): StillOpen {
  // Where all were tried and nothing is worth another try, no frame has anything to add.
  if (fetching.length > 0 && wanted.some(worthTrying)) return 'frames'
  return picture || wanted.some(worthTrying) ? 'rest' : 'nothing'
}

/** The frames still fetching when one of this key is done; several may share a key. */
export function without(fetching: string[], key: string): string[] {
  const at = fetching.indexOf(key)
  return fetching.filter((_, index) => index !== at)
}

/** What a body that was not brought in is reported as; nothing where no page named it. */
export const missingPart = (body: WantedBody): Missing[] => (isPart(body) ? [asMissing(body)] : [])

/** An icon no page named, only looked for where icons often are, is no part of the page. */
const isPart = ({ kind, url }: WantedBody): boolean =>
  !(kind === 'icon' && URL.canParse(url) && new URL(url).pathname === '/favicon.ico')

function asMissing({ kind, url, reason, detail }: WantedBody): Missing {
  return { kind, url, reason: reason ?? 'interrupted', ...(detail ? { detail } : {}) }
}
