import { randomFrom } from '../random.mjs'

/** Letters of English as often as they are, roughly; words of them look and share like words. */
const LETTERS = 'etaoinshrdlucmfwypvbgkqjxz'
const FIRST_HAN = 0x4e00
const HAN = 3500
const WORDS = 60_000

/** A number from 0 as Zipf has it: half of all are among the first few hundred. */
const zipf = (random, count) => Math.min(count - 1, Math.floor(count ** random()) - 1)

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
  const words = []
  for (let left = bytes; left > 0; ) {
    const list = isChinese ? chinese : english
    const word = list[zipf(random, WORDS)]
    const ends = random() < 0.08
    words.push(isChinese ? word + (ends ? '，' : '') : `${word}${ends ? '. ' : ' '}`)
    left -= isChinese ? (word.length + Number(ends)) * 3 : word.length + 1
  }
  return words.join('')
}
