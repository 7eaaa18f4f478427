import type { Difference, ResourceKind } from '../model/snapshot.ts'
import { alignNames } from './align-names.ts'
import type { BoxRecord, PlacedElement } from './box-record.ts'

/** What one document's replay came to. */
export interface VerifiedDocument {
  /** Visible boxes, and those that are where they were. */
  total: number
  kept: number
  differences: Difference[]
}

/** A replay's layout, and how its elements are called. */
export interface FoundDocument {
  record: BoxRecord
  /** Names an element by its place in the record. */
  describe: (element: number) => string
}

/** Pictures up to this size, CSS pixels, hold a place for others. */
export const PLACEHOLDER = 4
/** CSS pixels a side may be off: what rounding comes to. */
const TOLERANCE = 1

/**
 * Compares a document's replay with what was recorded when it was kept.
 * @param leftOut kinds of parts that a rule left out: without them boxes can't have the sizes they had
 */
export function verifyDocument(
  frame: string,
  expected: BoxRecord,
  found: FoundDocument,
  leftOut: ReadonlySet<ResourceKind> = new Set(),
): VerifiedDocument {
  const places = alignNames(namesOf(expected), namesOf(found.record))
  const boxes = verifyBoxes(frame, expected, found, places, leftOut.size > 0)
  const parts = [
    ...(leftOut.has('font') ? [] : lostFonts(frame, expected, found.record)),
    ...lostImages(frame, expected, found, places),
  ]
  return { ...boxes, differences: [...parts, ...boxes.differences] }
}

/** A document that is not in the replay at all. */
export function lostDocument(frame: string, url: string, expected: BoxRecord): VerifiedDocument {
  const total = expected.elements.filter(({ at }) => typeof at !== 'string').length
  const gone: Difference = { kind: 'frame', frame, element: -1, what: url, expected: [], found: [] }
  return { total, kept: 0, differences: total > 0 ? [gone] : [] }
}

const namesOf = ({ elements }: BoxRecord): string[] => elements.map(({ name }) => name)

function verifyBoxes(
  frame: string,
  expected: BoxRecord,
  { record, describe }: FoundDocument,
  places: number[],
  loose: boolean,
): VerifiedDocument {
  const differences: Difference[] = []
  let total = 0
  let kept = 0
  expected.elements.forEach(({ name, at }, index) => {
    const element = places[index] ?? -1
    const now = record.elements[element]?.at ?? 'hidden'
    if (at === 'moving' || (at === 'hidden' && now === 'hidden')) return
    total++
    if (loose ? isShown(at) && isShown(now) : isSameBox(at, now)) kept++
    else {
      const what = element < 0 ? name : describe(element)
      const sides = { expected: sidesOf(at), found: sidesOf(now) }
      differences.push({ kind: kindOf(at, now), frame, element, what, ...sides })
    }
  })
  return { total, kept, differences }
}

type At = PlacedElement['at']

const isShown = (at: At): boolean => typeof at !== 'string'

const isSameBox = (a: At, b: At): boolean =>
  typeof a !== 'string' &&
  typeof b !== 'string' &&
  a.every((side, index) => Math.abs(side - (b[index] ?? 0)) <= TOLERANCE)

function kindOf(before: At, now: At): Difference['kind'] {
  if (typeof now === 'string') return 'gone'
  return typeof before === 'string' ? 'shown' : 'moved'
}

const sidesOf = (at: At): number[] =>
  typeof at === 'string' ? [] : at.map((px) => Math.round(px * 10) / 10)

/** Pictures the page had decoded and the replay shows in another size or not at all. */
function lostImages(
  frame: string,
  expected: BoxRecord,
  { record, describe }: FoundDocument,
  places: number[],
): Difference[] {
  const shown = new Map(record.images.map(([element, ...size]) => [element, size]))
  return expected.images.flatMap(([index, ...size]) => {
    const element = places[index] ?? -1
    const now = shown.get(element)
    // A placeholder for one that had not come yet.
    if (now && Math.max(...size) <= PLACEHOLDER) return []
    if (now && size.every((side, n) => Math.abs(side - (now[n] ?? 0)) <= TOLERANCE)) return []
    const what = element < 0 ? (expected.elements[index]?.name ?? '') : describe(element)
    return { kind: 'image', frame, element, what, expected: size, found: now ?? [] }
  })
}

/** Faces the page had loaded and the replay has not, or can't read. */
function lostFonts(frame: string, expected: BoxRecord, record: BoxRecord): Difference[] {
  const here = new Set(record.fonts)
  return expected.fonts
    .filter((face) => !here.has(face))
    .map((what) => ({ kind: 'font', frame, element: -1, what, expected: [], found: [] }))
}
