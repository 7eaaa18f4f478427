import { textOf } from './texts.mjs'

const isChinese = (text) => /[\u4e00-\u9fff]/.test(text)

/** Words of an English text, a Chinese one, by turns from the library's texts. */
function* samples(count) {
  for (let n = 0; ; n = (n + 7) % count) {
    const text = textOf(n)
    yield {
      chinese: isChinese(text),
      text,
      words: text.split(/[\s.，]+/).filter((word) => word.length > 3),
    }
  }
}

const KINDS = {
  'a word': ({ words }) => [[words[20]], words[20]],
  'two words': ({ words }) => [[words[20], words[31]], `${words[20]} ${words[31]}`],
  'a phrase': ({ text }) => {
    const phrase = text.slice(0, 200).split(' ').slice(4, 6).join(' ').replace('. ', ' ')
    return [[phrase], `"${phrase}"`]
  },
  'a tag and a word': ({ words }) => [[words[20]], `tag:tenth ${words[20]}`],
}

/** So many queries of each kind: what is typed, and what a scan looks for instead. */
export function sampleQueries(count, each) {
  const of = (want, make) => {
    const found = []
    for (const sample of samples(count)) {
      if (sample.chinese === want) found.push(make(sample))
      if (found.length === each) return found.map(([words, q]) => ({ words, q }))
    }
  }
  const han = ({ text }) => {
    const two = text.replace(/，/g, '').slice(10, 12)
    return [[two], two]
  }
  return {
    ...Object.fromEntries(Object.entries(KINDS).map(([name, make]) => [name, of(false, make)])),
    'two Han': of(true, han),
  }
}
