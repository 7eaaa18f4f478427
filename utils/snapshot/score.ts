import type { Difference, Missing, ResourceKind, Share, Verification } from '../model/snapshot.ts'
import type { VerifiedDocument } from './verify-document.ts'

/** So many tell where it went wrong; the others follow from them. */
const MOST_DIFFERENCES = 50
/** A page may name its elements as it likes. */
const LONGEST_NAME = 200

/** What a snapshot is made of besides its layout. */
export interface KeptParts {
  documents: number
  resources: readonly { kind: ResourceKind; hash: string }[]
  missing: readonly Missing[]
}

/**
 * Sums up what the documents of a snapshot came to.
 * @param hasBody whether a body is really there
 */
export function sumUp(
  documents: readonly VerifiedDocument[],
  parts: KeptParts,
  hasBody: (hash: string) => boolean,
): Verification {
  const loose = leftOut(parts.missing).size > 0
  const differences = documents.flatMap((each) => each.differences)
  return {
    boxes: {
      total: documents.reduce((sum, { total }) => sum + total, 0),
      kept: documents.reduce((sum, { kept }) => sum + kept, 0),
    },
    resources: resourceShare(parts, hasBody, differences),
    differences: mostTelling(differences).map((each) => ({
      ...each,
      what: each.what.slice(0, LONGEST_NAME).toWellFormed(),
    })),
    differing: differences.length,
    ...(loose ? { loose } : {}),
  }
}

/** Kinds of which the owner's rules left something out. */
export const leftOut = (missing: readonly Missing[]): ReadonlySet<ResourceKind> =>
  new Set(missing.filter(({ reason }) => reason === 'by-rule').map(({ kind }) => kind))

/** Scripts are kept for reading only, and what a rule left out is missed by nobody. */
const isShown = ({ kind, reason }: { kind: ResourceKind; reason?: Missing['reason'] }): boolean =>
  kind !== 'script' && reason !== 'by-rule'

/** Parts before boxes: where a font or picture is lost, the boxes are off because of it. */
function mostTelling(differences: Difference[]): Difference[] {
  const isPart = ({ kind }: Difference) => kind === 'font' || kind === 'image' || kind === 'frame'
  const parts = differences.filter(isPart)
  return [...parts, ...differences.filter((each) => !isPart(each))].slice(0, MOST_DIFFERENCES)
}

/** Bodies that are gone, and those that are there and can't be shown. */
function resourceShare(
  parts: KeptParts,
  hasBody: (hash: string) => boolean,
  differences: Difference[],
): Share {
  const { documents } = parts
  const resources = parts.resources.filter(isShown)
  const missing = parts.missing.filter(isShown)
  const gone = resources.filter(({ hash }) => !hasBody(hash))
  const unshown = (kind: ResourceKind) =>
    differences.filter((each) => each.kind === kind && each.found.length === 0).length
  const lacking = lackingOf(missing, unshown)
  const absent = [...lacking, ...gone.map(({ kind }) => ({ kind, count: 1 }))]
  const broken = (kind: 'image' | 'font') => {
    // Where some are missing, those are what can't be shown.
    if (absent.some((each) => each.kind === kind)) return 0
    return Math.min(unshown(kind), resources.filter((each) => each.kind === kind).length)
  }
  const total = documents + resources.length + lacking.reduce(sumCounts, 0)
  const lost = absent.reduce(sumCounts, 0) + broken('image') + broken('font')
  return { total, kept: Math.max(0, total - lost) }
}

interface Counted {
  kind: ResourceKind
  count: number
}

/**
 * What is missing and was there. A part whose server says that there is none was as missing on the live
 * page, unless that is known to have shown it.
 */
function lackingOf(missing: readonly Missing[], unshown: (kind: ResourceKind) => number) {
  const never = missing.filter(isNowhere)
  const kinds = [...new Set(never.map(({ kind }) => kind))]
  const shown = kinds.map((kind) => {
    const count = never.filter((each) => each.kind === kind).length
    return { kind, count: Math.min(count, unshown(kind)) }
  })
  const others = missing.filter((each) => !isNowhere(each)).map(entriesOf)
  return [...others, ...shown].filter(({ count }) => count > 0)
}

const isNowhere = ({ reason, detail = '' }: Missing): boolean =>
  reason === 'http-error' && /^4(?:04|10)$/.test(detail)

/** An entry may stand for others: 'too-many' says for how many more. */
function entriesOf({ kind, reason, detail = '' }: Missing): Counted {
  const more = reason === 'too-many' ? Number(/^\+ (\d+)$/.exec(detail)?.[1] ?? 0) : 0
  return { kind, count: 1 + more }
}

const sumCounts = (sum: number, { count }: { count: number }): number => sum + count

/** Share of boxes times share of parts, from 0 to 1; rounded down, so that 1 means all. */
export function scoreOf({ boxes, resources }: Pick<Verification, 'boxes' | 'resources'>): number {
  const share = ({ total, kept }: Share) => (total === 0 ? 1 : kept / total)
  return Math.floor(share(boxes) * share(resources) * 10_000) / 10_000
}
