import { db } from '../../../utils/db/database.ts'
import '../../../utils/db/track-library.ts'
import { linksByIds } from '../../../utils/db/queries.ts'
import { findHits } from '../../../utils/search/excerpt/find-hits.ts'
import { searchedWords } from '../../../utils/search/excerpt/searched-words.ts'
import { keptLookups } from '../../../utils/search/find/lookups.ts'
import { openSearch } from '../../../utils/search/find/open-search.ts'
import { pageTexts } from '../../../utils/search/find/page-texts.ts'
import { foldText } from '../../../utils/search/index/fold.ts'
import { openIndex } from '../../../utils/search/index/open-index.ts'
import { nextMatch } from '../../../utils/search/query/match-text.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import { serve, timed } from './serve.mjs'
import { textOf, urlOf } from './texts.mjs'

const never = new AbortController().signal
const texts = pageTexts()
// As the library has them.
const means = { reader: openIndex({ ahead: true }), known: keptLookups(), texts }
const SCREEN = 50
const ROWS = 10
const folded = []

const TAG = {
  id: 1,
  uid: 'tag-1',
  name: 'tenth',
  nameKey: 'tenth',
  parent: 0,
  colour: '',
  aliases: [],
  order: 0,
}
const isTagged = (n) => n % 10 === 0
const numberOf = (id) => (id / 1024 - 1_700_000_000_000) / 1000

async function open(q, order) {
  const search = await openSearch({ tree: parseQuery(q).tree, scope: 'all', order }, never, means)
  return { search, ids: await search.next(SCREEN) }
}

/** What a row of the library shows of a hit. */
async function show(q, ids) {
  const links = await linksByIds(ids)
  const wanted = { words: searchedWords(parseQuery(q).tree), room: 160, read: texts }
  await findHits(links.slice(0, ROWS), wanted)
}

serve({
  /** Gives every tenth link a tag. */
  async tag() {
    await db.tags.put(TAG)
    await db.links.toCollection().modify((link) => {
      if (isTagged(Number(link.uid.slice(5)))) link.tags = [TAG.id]
    })
  },
  /**
   * The first 50 ids of hits, every one of them sure; then, apart, their rows and ten excerpts.
   * @returns how long it took, and the numbers of all hits where `all` is set, else of the first ones
   */
  async find(q, order, all = false) {
    let found
    const hits = await timed(async () => {
      found = await open(q, order)
    })
    const shown = await timed(() => show(q, found.ids))
    const { search, ids } = found
    while (all && !search.isDone()) ids.push(...(await search.next(1000)))
    // Pages that were kept for another figure are not among those that are looked through.
    return { hits, shown, numbers: ids.map(numberOf).filter((n) => n < folded.length) }
  },
  /** What the scan goes through: texts of links, folded, in memory. */
  async load(from, to, given) {
    for (let n = from; n < to; n++) folded[n] = foldText(given?.[n - from] ?? textOf(n))
  },
  /** Looks through all texts, the newest first, for those that have all of the words anywhere. */
  async scan({ words, tagged = false }) {
    const wanted = words.map(foldText)
    const numbers = []
    let untilScreen
    const started = performance.now()
    for (let n = folded.length - 1; n >= 0; n--) {
      const text = folded[n]
      if (!wanted.every((word) => text.indexOf(word) !== -1)) continue
      if (tagged && !isTagged(n)) continue
      if (numbers.push(n) === SCREEN) untilScreen = performance.now() - started
    }
    const time = performance.now() - started
    return { time, untilScreen: untilScreen ?? time, count: numbers.length }
  },
  /** The numbers of all texts that a query asks for, looked for without an index. */
  async expected({ q, words, tagged = false }) {
    const exact = q.endsWith('"')
    const wanted = words.map(foldText)
    const has = (text, word) => nextMatch(text, word, exact, 0) !== -1
    const isHit = (text, n) =>
      (!tagged || isTagged(n)) &&
      wanted.every((word) => has(text, word) || has(foldText(urlOf(n)), word))
    return folded.flatMap((text, n) => (isHit(text, n) ? [n] : [])).reverse()
  },
})
