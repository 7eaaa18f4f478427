import { randomFrom } from '../random.mjs'

/** Letters of English as often as they are, roughly; words of them look and share like words. */
const LETTERS = 'etaoinshrdlucmfwypvbgkqjxz'
const FIRST_HAN = 0x4e00
const HAN = 3500
const WORDS = 60_000

/** Numbers from 0 as Zipf has them, to be taken by chance: half of all are among the first few hundred. */
const ZIPF = Uint16Array.from({ length: 1 << 18 }, (_, at) =>
  Math.min(WORDS - 1, Math.floor(WORDS ** ((at + 0.5) / (1 << 18))) - 1),
)

function vocabulary(seed, wordOf) {
  const random = randomFrom(seed)
  return Array.from({ length: WORDS }, (_, rank) => wordOf(random, rank))
}

const english = vocabulary(1, (random, rank) => {
  const length = Math.max(2, Math.round(2 + Math.log10(rank + 1) + random() * 4))
  return Array.from({ length }, () => LETTERS[Math.floor(random() ** 1.6 * LETTERS.length)]).join(
    '',
  )
})

const chinese = vocabulary(2, (random, rank) => {
  const length = rank < 100 ? 1 : random() < 0.75 ? 2 : 3
  return Array.from({ length }, () =>
    String.fromCharCode(FIRST_HAN + Math.floor(random() ** 1.5 * HAN)),
  ).join('')
})

export const urlOf = (n) => `https://site${n % 997}.example/articles/${n}`

/** 70 % English, 30 % Chinese, of so many bytes each; the same for the same number. */
export function textOf(n, bytes = 6000) {
  const random = randomFrom(1000 + n)
  const isChinese = random() < 0.3
  const list = isChinese ? chinese : english
  const [usual, last] = isChinese ? ['', '，'] : [' ', '. ']
  const size = isChinese ? 3 : 1
  let text = ''
  for (let left = bytes; left > 0; ) {
    const word = list[ZIPF[Math.floor(random() * ZIPF.length)]]
    const end = random() < 0.08 ? last : usual
    text += word + end
    left -= (word.length + end.length) * size
  }
  return text
}

const LINES = 30
/** One line of so many is another one in the version before. */
const CHANGED = 10

/** The text of a link as it was so many versions ago, in lines of which a tenth changes each time; 6 kB. */
export function versionOf(n, age) {
  const line = (_, at) => {
    const changes = Math.floor((age + CHANGED - 1 - (at % CHANGED)) / CHANGED)
    return textOf((n * LINES + at) * 100 + changes, 200)
  }
  return Array.from({ length: LINES }, line).join('\n')
}
