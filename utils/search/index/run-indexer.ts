import { commitWork, type DocsCache } from '../../db/text-index/commit-work.ts'
import { buildsOf, indexState, rebuildIndex } from '../../db/text-index/index-state.ts'
import { commitMergeStep, type MergeCache, readMergeStep } from '../../db/text-index/merge-store.ts'
import { type IndexPlan, planWork } from '../../db/text-index/plan-work.ts'
import {
  type IndexWork,
  type LinkToIndex,
  readBuildWork,
  readLoggedWork,
  type WorkPlace,
  workOf,
} from '../../db/text-index/read-work.ts'
import { dropOrphans } from '../../db/text-index/segment-blocks.ts'
import { gunzip } from '../../shared/bytes.ts'
import type { IndexedLink } from './document.ts'
import { joinVersions } from './join-versions.ts'
import { mergeStep } from './merge-step.ts'
import { segmentBuilder } from './segment-builder.ts'

interface IndexerOptions {
  /** Ends it between two steps; what is not stored then is done again. */
  signal?: AbortSignal
  /** Postings that become a segment: some twenty bytes of memory each. */
  postings?: number
  /** Blocks of each segment that are merged in one step. */
  blocks?: number
  /** Blocks that are written with what announces their segment. */
  few?: number | undefined
}

const MOST_POSTINGS = 3_000_000

/** Terms of a segment: more take longer to sort than they are worth. */
const MOST_TERMS = 1_500_000

/** What is collected for the next segment. */
interface Pending {
  builder: ReturnType<typeof segmentBuilder>
  from: IndexWork['from']
  gone: Set<number>
  waiting: Map<number, string[]>
}

/**
 * Brings the index up to date: what changed first, then what was never indexed, then segments that are to be merged. Run
 * one at a time (`withIndexLock`). It may be killed anywhere, and goes on from the last transaction.
 */
export async function runIndexer(options: IndexerOptions = {}): Promise<void> {
  const cache: DocsCache = new Map()
  const merging: MergeCache = new Map()
  while (!options.signal?.aborted) {
    const plan = await planWork()
    if (plan.hasOrphans) await dropOrphans(plan.state)
    if (isIdle(plan)) return
    if (plan.begin) await rebuildIndex(plan.begin.versions)
    else if (plan.log.length > 0) await indexSome(loggedWork(plan), cache, options)
    else if (plan.isMergeWanted) await mergeSome(merging, options.blocks)
    else await indexSome(readBuildWork, cache, options)
  }
}

const isIdle = ({ begin, log, isMergeWanted, state }: IndexPlan): boolean =>
  !begin && log.length === 0 && !isMergeWanted && buildsOf(state).every(({ below }) => below === 0)

type ReadWork = (place: WorkPlace) => Promise<IndexWork | undefined>

/** The rows that are read already come first. */
function loggedWork({ log, state }: IndexPlan): ReadWork {
  return (place) => (place.log === 0 ? workOf(log, state) : readLoggedWork(place))
}

/** Makes one segment. */
async function indexSome(
  read: ReadWork,
  cache: DocsCache,
  { signal, postings = MOST_POSTINGS, few }: IndexerOptions,
): Promise<void> {
  const place: WorkPlace = { log: 0, below: new Map() }
  let pending: Pending | undefined
  let reading = readAhead(read, place)
  while (!signal?.aborted) {
    const work = await reading
    if (!work) break
    pending ??= { builder: segmentBuilder(), from: work.from, gone: new Set(), waiting: new Map() }
    moveOn(place, work.from)
    const { builder } = pending
    const isFull = builder.postings >= postings || builder.terms >= MOST_TERMS
    const isEnd = work.isLast || isFull
    // While its words are read, the next ones come from the disk.
    if (!isEnd) reading = readAhead(read, place)
    takeIn(pending, work)
    if (isEnd) break
  }
  if (!pending || signal?.aborted) return
  const { builder, from, gone, waiting } = pending
  await commitWork(
    {
      ...builder.build(),
      from,
      gone: [...gone],
      waiting: [...waiting].map(([link, text]) => ({ link, text })),
    },
    cache,
    few,
  )
}

/** Work with its texts unpacked. */
type ReadyWork = IndexWork & { documents: IndexedLink[] }

function readAhead(read: ReadWork, place: WorkPlace): Promise<ReadyWork | undefined> {
  const reading = read(place).then(
    async (work) => work && { ...work, documents: await Promise.all(work.links.map(unpack)) },
  )
  // Whoever waits for it hears of it; where nobody does, nothing is lost.
  reading.catch(() => undefined)
  return reading
}

function moveOn(place: WorkPlace, from: IndexWork['from']): void {
  if ('log' in from) place.log = from.log
  else place.below.set(from.generation, from.below)
}

function takeIn(pending: Pending, { from, links, gone, documents }: ReadyWork): void {
  const before = pending.from
  pending.from = 'log' in from && 'log' in before ? { ...from, first: before.first } : from
  for (const { link, lacks } of links) {
    pending.gone.delete(link.id)
    if (lacks.length > 0) pending.waiting.set(link.id, lacks)
    else pending.waiting.delete(link.id)
  }
  for (const id of gone) {
    pending.builder.remove(id)
    pending.waiting.delete(id)
    pending.gone.add(id)
  }
  for (const document of documents) pending.builder.add(document)
}

async function unpack({ link, packed }: LinkToIndex): Promise<IndexedLink> {
  const { id, title, note, url } = link
  return { id, title, note, url, text: joinVersions(await Promise.all(packed.map(textIn))) }
}

/** A damaged text has no words; the link has to be found by its others. */
async function textIn(packed: ArrayBuffer): Promise<string> {
  try {
    return new TextDecoder().decode(await gunzip(new Uint8Array(packed)))
  } catch {
    return ''
  }
}

async function mergeSome(cache: MergeCache, blocks: number | undefined): Promise<void> {
  const step = await readMergeStep(cache, blocks)
  if (!step) return
  const merged = mergeStep(step)
  await commitMergeStep(step, merged)
  if (merged.upTo !== undefined) return
  cache.clear()
  await dropOrphans(await indexState())
}
