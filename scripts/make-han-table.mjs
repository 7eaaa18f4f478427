import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import hongKong from 'opencc-js/dict/HKVariants'
import simplified from 'opencc-js/dict/TSCharacters'
import taiwan from 'opencc-js/dict/TWVariants'
import { runMain } from './lib/complaint.mjs'
import { say } from './lib/log.mjs'
import { ROOT } from './lib/paths.mjs'

/**
 * Writes the table by which Traditional and simplified Chinese find each other: one character for one, so that
 * places in a text stay where they are. What is written otherwise in Taiwan or Hong Kong goes the same way.
 */
const FILE = join(ROOT, 'utils/search/index/han-table.ts')

/** Only 著 is both: what is 着 in simplified texts stays 著 in names of authors. */
const BY_HAND = [['著', '着']]

const pairsOf = (text) => text.split('|').map((line) => line.split(' ', 2))
const isOne = (text) => text.length === 1

function tableOf() {
  const table = new Map([...pairsOf(simplified), ...BY_HAND].filter((pair) => pair.every(isOne)))
  const variants = [...pairsOf(taiwan), ...pairsOf(hongKong)].filter((pair) => pair.every(isOne))
  for (const [standard, variant] of variants) {
    const to = table.get(standard) ?? standard
    if (!table.has(variant) && to !== variant && table.get(to) !== variant) table.set(variant, to)
  }
  return table
}

/** Where a character leads in the end. */
function endOf(table, from) {
  const seen = new Set([from])
  let to = table.get(from)
  while (table.has(to) && !seen.has(to)) {
    seen.add(to)
    to = table.get(to)
  }
  return to
}

await runMain(() => {
  const table = tableOf()
  const pairs = [...table.keys()]
    .map((from) => [from, endOf(table, from)])
    .filter(([from, to]) => from !== to)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const text = (at) => pairs.map((pair) => pair[at]).join('')
  writeFileSync(
    FILE,
    `// Made by scripts/make-han-table.mjs from dictionaries of OpenCC (opencc-js, Apache License 2.0).

/** Traditional characters and variants, in order. */
export const TRADITIONAL =
  '${text(0)}'

/** What is compared instead of each. */
export const SIMPLIFIED =
  '${text(1)}'
`,
  )
  say(`${pairs.length} characters`)
  return 0
})
