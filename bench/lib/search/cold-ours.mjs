import { openSearch } from '../../../utils/search/find/open-search.ts'
import { openIndex } from '../../../utils/search/index/open-index.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'

// A page that is opened with a query in its address, as the library is: it asks from its own thread.
const q = decodeURIComponent(location.hash.slice(1))
const asked = { tree: parseQuery(q).tree, scope: 'all', order: 'newest' }
const search = await openSearch(asked, new AbortController().signal, { reader: openIndex() })
const ids = await search.next(50)
window.answered = { time: performance.now(), count: ids.length }
