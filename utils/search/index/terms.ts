import { foldText } from './fold.ts'
import { CJK, kindOf, LETTER, OTHER, SIGN } from './letters.ts'

/** Where a term stands in a folded text, and its place there: that of the term behind it is one more. */
type SeeTerm = (from: number, to: number, place: number) => void

/** Longer words are found by their beginning: nobody types one, and what is so long is rarely a word. */
const LONGEST = 40

/** What makes another word of one: `c++`, `c#`, `f#`. */
const PLUS = 0x2b
const SHARP = 0x23
const isTail = (code: number): boolean => code === PLUS || code === SHARP

interface Run {
  kind: number
  from: number
  to: number
}

/** Calls `see` for each stretch of one kind, signs one by one. */
function readRuns(folded: string, see: (kind: number, from: number, to: number) => void): void {
  let kind = OTHER
  let from = 0
  for (let at = 0; at < folded.length; ) {
    const code = folded.codePointAt(at) ?? 0
    const next = kindOf(code)
    if (next !== kind || next === SIGN) {
      if (kind !== OTHER) see(kind, from, at)
      kind = next
      from = at
    }
    at += code > 0xffff ? 2 : 1
  }
  if (kind !== OTHER) see(kind, from, folded.length)
}

/**
 * Calls `see` for every term of a folded text, as often as it is there: words whole, Chinese, Japanese and Korean by two
 * characters and the last one of each stretch alone, so that all that begins with a character is all that has it.
 * Words are at places next to each other only where one blank and nothing else is between them.
 * @param first the first place
 * @returns the place behind all
 */
export function readTerms(folded: string, see: SeeTerm, first = 0): number {
  let place = first
  let end = -1
  readRuns(folded, (kind, from, to) => {
    if (kind === LETTER && !(from === end + 1 && folded[end] === ' ')) place++
    end = to
    if (kind === CJK) place = readPairs(folded, from, to, see, place)
    else if (kind === SIGN) see(from, to, place++)
    else readWord(folded, from, to, see, place++)
  })
  return place
}

function readWord(folded: string, from: number, to: number, see: SeeTerm, place: number): void {
  see(from, cutAt(folded, from, to), place)
  const tails = tailsAt(folded, to)
  if (to - from > LONGEST - 2) return
  for (let tail = 1; tail <= tails; tail++) see(from, to + tail, place)
}

/** Where a long word is cut: never between the two halves of a character. */
function cutAt(folded: string, from: number, to: number): number {
  if (to - from <= LONGEST) return to
  const at = from + LONGEST
  return lengthAt(folded, at - 1) === 2 ? at - 1 : at
}

/** How many of the two characters behind a word make another one of it. */
function tailsAt(folded: string, at: number): number {
  if (!isTail(folded.charCodeAt(at))) return 0
  return isTail(folded.charCodeAt(at + 1)) ? 2 : 1
}

const lengthAt = (text: string, at: number): number =>
  (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1

function readPairs(folded: string, from: number, to: number, see: SeeTerm, first = 0): number {
  let place = first
  let at = from
  for (let next = at + lengthAt(folded, at); next < to; ) {
    const after = next + lengthAt(folded, next)
    see(at, after, place++)
    at = next
    next = after
  }
  see(at, to, place++)
  return place
}

/** What is looked up in the index: a term, or all that begin so. */
export interface TermLookup {
  term: string
  prefix: boolean
}

interface WordTerms {
  /**
   * Terms that have to stand at places one behind the other, and are then just these words: a phrase with single blanks,
   * or characters in a row. None where places do not tell.
   */
  chain: TermLookup[]
  /** What has to be in the same link, all of it; nothing for what no index knows, such as `->`. */
  lookups: TermLookup[]
  /** Whoever has the term is found; else only where the text itself has the words (`matchText`). */
  certain: boolean
}

/**
 * What a word or phrase needs to be found by `matchText`: links without it have no match.
 * @param exact whether it has to end where a word does
 */
export function termsOfWords(words: string, exact: boolean): WordTerms {
  const folded = foldText(words)
  const lookups = new Map<string, TermLookup>()
  const add = (from: number, to: number, prefix = false): void => {
    const term = folded.slice(from, to)
    lookups.set(`${term}${prefix}`, { term, prefix })
  }
  const runs: Run[] = []
  readRuns(folded, (kind, from, to) => void runs.push({ kind, from, to }))
  for (const run of runs) addRun(folded, run, exact, add)
  const [only] = runs
  const isWhole = only !== undefined && only.to - only.from === folded.length
  const isShort = isWhole && (only.kind !== LETTER || folded.length < LONGEST)
  return {
    lookups: [...lookups.values()],
    certain: isShort && runs.length === 1 && lookups.size === 1,
    chain: chainOf(folded, runs, exact),
  }
}

function chainOf(folded: string, runs: readonly Run[], exact: boolean): TermLookup[] {
  const [first] = runs
  if (first?.kind === CJK) return runs.length === 1 ? pairsIn(folded, first) : []
  const isPlain = runs.every(
    ({ kind, from, to }, at) =>
      kind === LETTER &&
      to - from < LONGEST &&
      from === (at === 0 ? 0 : (runs[at - 1]?.to ?? 0) + 1) &&
      (at === 0 || folded[from - 1] === ' '),
  )
  if (runs.length < 2 || !isPlain || runs.at(-1)?.to !== folded.length) return []
  return runs.map(({ from, to }, at) => ({
    term: folded.slice(from, to),
    prefix: !exact && at === runs.length - 1,
  }))
}

function pairsIn(folded: string, { from, to }: Run): TermLookup[] {
  const pairs: TermLookup[] = []
  if (from > 0 || to < folded.length) return pairs
  readPairs(folded, from, to, (start, end) => {
    if (start + lengthAt(folded, start) < end)
      pairs.push({ term: folded.slice(start, end), prefix: false })
  })
  return pairs.length > 1 ? pairs : []
}

/** Adds what one stretch of a query needs: the last one may go on in the text. */
function addRun(
  folded: string,
  { kind, from, to }: Run,
  exact: boolean,
  add: (from: number, to: number, prefix?: boolean) => void,
): void {
  const isLast = to === folded.length
  if (kind === SIGN) add(from, to)
  else if (kind === CJK) addCharacters(folded, from, to, isLast, add)
  else if (to - from > LONGEST) add(from, cutAt(folded, from, to))
  else if (isLast) add(from, to, !exact)
  else {
    const tails = to - from > LONGEST - 2 ? 0 : tailsAt(folded, to)
    add(from, to + tails)
  }
}

function addCharacters(
  folded: string,
  from: number,
  to: number,
  isLast: boolean,
  add: (from: number, to: number, prefix?: boolean) => void,
): void {
  if (from + lengthAt(folded, from) >= to) {
    add(from, to, isLast)
    return
  }
  readPairs(folded, from, to, (start, end) => {
    // The last one alone: only where the text goes on otherwise.
    if (start + lengthAt(folded, start) < end) add(start, end)
  })
}
