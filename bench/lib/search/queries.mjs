import { db } from '../../../utils/db/database.ts'
import '../../../utils/db/track-library.ts'
import { openSearch } from '../../../utils/search/find/open-search.ts'
import { foldText } from '../../../utils/search/index/fold.ts'
import { openIndex } from '../../../utils/search/index/open-index.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import { serve, timed } from './serve.mjs'
import { textOf } from './texts.mjs'

const never = new AbortController().signal
const index = openIndex()
let texts = []

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

serve({
  /** Gives every tenth link a tag. */
  async tag() {
    await db.tags.put(TAG)
    await db.links.toCollection().modify((link) => {
      if (Number(link.uid.slice(5)) % 10 === 0) link.tags = [TAG.id]
    })
  },
  /** The first 50 hits of a query, as a screen asks for them. @returns how long it took, and what it came to */
  async find(q, order) {
    let total
    const time = await timed(async () => {
      const search = await openSearch({ tree: parseQuery(q).tree, scope: 'all', order }, never, {
        reader: index,
      })
      await search.next(50)
      total = search.total()
    })
    return { time, ...total }
  },
  /** What the scan goes through: the texts of so many links, folded, in memory. */
  async load(count) {
    texts = Array.from({ length: count }, (_, n) => foldText(textOf(n)))
  },
  /** All texts that have all of the words anywhere. */
  async scan(words) {
    const wanted = words.map(foldText)
    let count = 0
    const time = await timed(async () => {
      for (const text of texts) if (wanted.every((word) => text.indexOf(word) !== -1)) count++
    })
    return { time, count }
  },
})
