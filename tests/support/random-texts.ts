/** A generator of numbers from 0 up to 1 that gives the same for a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export type Random = () => number

export const below = (random: Random, end: number): number => Math.floor(random() * end)

export const oneOf = <T>(random: Random, all: readonly T[]): T =>
  all[below(random, all.length)] as T

const LATIN =
  'rust Rust café CAFÉ naïve node.js C++ foo-bar x2 web Web open-source über ＡＢＣ std::vector'
const GREEK_AND_MORE = 'λόγος Ελλάδα привет Ёлка שלום مرحبا हिन्दी ไทย'
const ALPHABETS = {
  han: '的一是不了人我在有他这中大来上国個們為會學體网络閱讀龍龙',
  kana: 'あいうえおかがきぎアイウガパー読み',
  hangul: '가나다라마한글검색각',
} as const
const BLANKS = [' ', ' ', '\n', '，', '. ', '　', '-', '']

/** A text of several scripts, in which the same parts come again and again. */
export function randomText(random: Random, words: number): string {
  let text = ''
  for (let n = 0; n < words; n++) text += randomWord(random) + oneOf(random, BLANKS)
  return text
}

/** Low numbers come often, as the common words of a language do. */
const often = <T>(random: Random, all: readonly T[]): T =>
  all[Math.floor(all.length * random() ** 2)] as T

function randomWord(random: Random): string {
  const kind = random()
  if (kind < 0.35) return often(random, LATIN.split(' '))
  if (kind < 0.45) return often(random, GREEK_AND_MORE.split(' '))
  const letters = kind < 0.75 ? 'han' : kind < 0.88 ? 'kana' : 'hangul'
  const length = 1 + below(random, 6)
  return Array.from({ length }, () => often(random, [...ALPHABETS[letters]])).join('')
}
