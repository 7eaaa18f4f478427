import { randomFrom } from '../random.mjs'

const HAN = /[\p{Script=Han}]+/gu
const isHan = (text) => (text.match(HAN)?.join('').length ?? 0) > text.length / 2

/** Words of four letters and more: shorter ones are typed by nobody who looks for something. */
const WORDS = /\b[a-z]{4,}\b/gi
const TWO_OR_THREE = [/\b[a-z]+ [a-z]+\b/gi, /\b[a-z]+ [a-z]+ [a-z]+\b/gi]

const oneOf = (random, all) => all[Math.floor(random() * all.length)]

/** FTS5 knows Chinese as words of two characters each. */
export const inPairs = (run) =>
  Array.from({ length: Math.max(1, run.length - 1) }, (_, at) => run.slice(at, at + 2)).join(' ')

function word(random, text) {
  const found = oneOf(random, text.match(WORDS) ?? [])
  return found && { q: found, words: [found], fts: `"${found}"*` }
}

function twoWords(random, text) {
  const [a, b] = [word(random, text), word(random, text)]
  return (
    a && { q: `${a.q} ${b.q}`, words: [...a.words, ...b.words], fts: `"${a.q}"* AND "${b.q}"*` }
  )
}

/** Two or three words in a row as they stand somewhere in the text. */
function phrase(random, text) {
  const from = text.indexOf(' ', Math.floor(random() * text.length * 0.9))
  const found = text.slice(from + 1, from + 400).match(oneOf(random, TWO_OR_THREE))?.[0]
  return from >= 0 && found && { q: `"${found}"`, words: [found], fts: `"${found}"` }
}

/** So many characters of Chinese in a row. */
const han = (least, most) => (random, text) => {
  const size = least + Math.floor(random() * (most - least + 1))
  const runs = text.match(HAN)?.filter(({ length }) => length >= size) ?? []
  const run = oneOf(random, runs)
  if (!run) return undefined
  const from = Math.floor(random() * (run.length - size + 1))
  const found = run.slice(from, from + size)
  return { q: found, words: [found], fts: `"${inPairs(found)}"` }
}

function tagged(random, text) {
  const found = word(random, text)
  return found && { ...found, q: `tag:tenth ${found.q}`, tagged: true, fts: undefined }
}

const KINDS = [
  { kind: 'a word', make: word },
  { kind: 'two words', make: twoWords },
  { kind: 'a phrase', make: phrase },
  { kind: 'two Han', make: han(2, 2), inHan: true },
  { kind: '3–5 Han', make: han(3, 5), inHan: true },
  { kind: 'a tag and a word', make: tagged },
]

const PATIENCE = 4000

/**
 * So many queries of each kind, all of them of words that stand in a document taken by chance: what is typed, what a scan
 * looks for instead, and what FTS5 is asked.
 * @param {(n: number) => string} textOf
 */
export function sampleQueries(textOf, count, each, seed = 7) {
  const random = randomFrom(seed)
  const of = ({ make, inHan = false }) => {
    const found = []
    for (let tries = 0; tries < PATIENCE && found.length < each; tries++) {
      const text = textOf(Math.floor(random() * count))
      if (isHan(text.slice(0, 2000)) !== inHan) continue
      const query = make(random, text)
      if (query) found.push(query)
    }
    return found
  }
  return KINDS.map((kind) => ({ kind: kind.kind, queries: of(kind) })).filter(
    ({ queries }) => queries.length > 0,
  )
}
