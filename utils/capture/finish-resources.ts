import { type Arrivals, worthTrying } from '../db/arrivals.ts'
import { completeSnapshot, resourcesJob } from '../db/jobs.ts'
import type { ResourcesJob, WantedBody } from '../model/job.ts'
import type { Missing } from '../model/snapshot.ts'
import { hasAllSites } from '../platform/permissions.ts'
import { setReferrers } from '../platform/referrer-rules.ts'
import { createPatience, type Patience, SECOND_ANSWER_MS } from '../shared/patience.ts'
import { inParallel } from '../shared/wait.ts'
import { encodeArrival } from './encode-arrival.ts'
import { type FetchedBody, fetchBody } from './fetch-body.ts'
import { framesAnswered } from './frames-answered.ts'
import type { MhtmlPart } from './mhtml.ts'
import { encodeHeld, encodePart, isHeld, mhtmlParts } from './mhtml-parts.ts'
import { referrersOf } from './referrers-of.ts'
import { storeOrGiveUp } from './store-or-give-up.ts'
import { verifySnapshots } from './verify-snapshots.ts'
import { pictureTaken } from './whole-picture/under-way.ts'

const PARALLEL = 6
/** Parts of an MHTML file that are stored together. */
const PARTS_AT_ONCE = 50
/** Sheets that import sheets that import sheets: nobody nests deeper on purpose. */
const ROUNDS = 8

const underWay = new Map<string, Promise<void>>()

/**
 * Brings in what the page itself could not: from the browser's MHTML where that is granted, then by
 * fetching; what is left becomes missing and the snapshot complete. Safe to call again at any time.
 */
export function finishResources(snapshot: string): Promise<void> {
  const same = underWay.get(snapshot)
  if (same !== undefined) return same
  const work = finish(snapshot).finally(() => underWay.delete(snapshot))
  underWay.set(snapshot, work)
  return work
}

async function finish(snapshot: string): Promise<void> {
  await framesAnswered(snapshot)
  const job = await resourcesJob(snapshot)
  try {
    if (job?.wanted.some(worthTrying)) await bringRest(job)
  } finally {
    const finishedAt = Date.now()
    await pictureTaken(snapshot)
    // Whatever went wrong, the snapshot is readable and says what it lacks.
    await completeSnapshot(snapshot, finishedAt)
    void verifySnapshots().catch(console.error)
  }
}

async function bringRest(job: ResourcesJob): Promise<void> {
  if (await hasAllSites()) await fetchRest(job)
  else await nothingAllowed(job)
}

/** Without the permission the page's own refusals all have one cure: giving it. */
async function nothingAllowed(job: ResourcesJob): Promise<void> {
  const failed = job.wanted
    .filter(({ reason }) => reason === undefined || reason === 'blocked')
    .map(
      (wanted): WantedBody => ({
        ...wanted,
        reason: isRuledOut(wanted, job) ? 'by-rule' : 'no-permission',
      }),
    )
  await storeOrGiveUp(job.snapshot, { kept: [], more: [], failed })
}

/** What a rule leaves out unasked, and what was found to be above its limit. */
const isRuledOut = ({ kind, reason }: WantedBody, { most = {} }: ResourcesJob): boolean =>
  reason === 'by-rule' || most[kind] === 0

async function fetchRest(job: ResourcesJob): Promise<void> {
  const parts = await partsFor(job)
  const tried = new Set<string>()
  const patience = createPatience()
  for (let round = 0; round < ROUNDS; round++) {
    const now = await resourcesJob(job.snapshot)
    const open = now?.wanted.filter((each) => !tried.has(each.cid) && worthTrying(each)) ?? []
    if (open.length === 0) return
    for (const { cid } of open) tried.add(cid)
    const store = (arrivals: Arrivals) => storeOrGiveUp(job.snapshot, arrivals)
    const untried = open.filter((wanted) => !isRuledOut(wanted, job))
    if (untried.length < open.length)
      await store(
        failures(
          open.filter((wanted) => isRuledOut(wanted, job)),
          'by-rule',
        ),
      )
    const held = (wanted: WantedBody) => isHeld(wanted, parts)
    await storeParts(untried.filter(held), parts, job)
    await fetchAll(
      untried.filter((wanted) => !held(wanted)),
      (wanted) => bring(wanted, parts, patience, job),
      store,
    )
  }
}

/** They are all here: many share a transaction, since one for each would take twice as long. */
async function storeParts(
  held: WantedBody[],
  parts: Map<string, MhtmlPart>,
  { snapshot, most }: ResourcesJob,
): Promise<void> {
  for (let from = 0; from < held.length; from += PARTS_AT_ONCE) {
    const some = held.slice(from, from + PARTS_AT_ONCE)
    await storeOrGiveUp(snapshot, await encodeHeld(some, parts, most))
  }
}

/** As the page would ask first; what is refused with its address as Referer is asked for without. */
async function fetchAll(
  bodies: WantedBody[],
  fetched: (wanted: WantedBody) => Promise<Arrivals>,
  store: (arrivals: Arrivals) => Promise<unknown>,
): Promise<void> {
  if (bodies.length === 0) return
  const bare = bodies.filter(({ referrer }) => !referrer)
  const named = bodies.filter(({ referrer }) => referrer)
  const release = await setReferrers(referrersOf(named)).catch(() => undefined)
  try {
    await inParallel(named, PARALLEL, async (wanted) => {
      const arrivals = await fetched(wanted)
      if (arrivals.failed[0]?.reason === 'http-error') bare.push(wanted)
      else await store(arrivals)
    })
  } finally {
    await release?.()
  }
  await inParallel(bare, PARALLEL, async (wanted) => {
    await store(await fetched(wanted))
  })
}

async function bring(
  wanted: WantedBody,
  parts: Map<string, MhtmlPart>,
  patience: Patience,
  job: ResourcesJob,
): Promise<Arrivals> {
  const found = await fetchPatiently(wanted, patience, job)
  if (found.ok) return encodeArrival(wanted, found.type, found.body, found.url)
  // As the browser writes a sheet back is better than not at all.
  const part = wanted.kind === 'style' ? parts.get(wanted.url) : undefined
  const written = part?.read()
  if (part && written) return encodePart(wanted, part.type, written, job.most)
  const { reason, detail } = found
  return { kept: [], more: [], failed: [{ ...wanted, reason, detail }] }
}

const failures = (bodies: WantedBody[], reason: Missing['reason']): Arrivals => ({
  kept: [],
  more: [],
  failed: bodies.map((wanted) => ({ ...wanted, reason })),
})

async function fetchPatiently(
  { url, kind, reason }: WantedBody,
  patience: Patience,
  { most = {} }: ResourcesJob,
): Promise<FetchedBody> {
  const answerMs = Math.min(
    patience.answerMs(url),
    // It kept the page waiting already.
    reason === 'timeout' ? SECOND_ANSWER_MS : Infinity,
  )
  if (answerMs === 0) return { ok: false, reason: 'timeout', detail: '' }
  const found = await fetchBody(url, kind, most[kind], answerMs)
  patience.note(url, !found.ok && found.reason === 'timeout')
  return found
}

/** Writing a page of a million nodes takes seconds; an icon isn't worth them. */
async function partsFor(job: ResourcesJob): Promise<Map<string, MhtmlPart>> {
  if (job.wanted.every((each) => each.kind === 'icon' || isRuledOut(each, job))) return new Map()
  return mhtmlParts(job.tabId)
}
