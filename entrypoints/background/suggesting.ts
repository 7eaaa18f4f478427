import { closeOffscreen, openedOffscreen, openOffscreen } from '../../utils/platform/offscreen.ts'
import { quickLinks } from '../../utils/search/suggest/quick-links.ts'
import { askSuggestions } from '../../utils/search/suggest/suggest-channel.ts'
import type { SuggestedLink } from '../../utils/search/suggest/suggested-link.ts'

/** In the background what searches would be loaded at each start of that. */
const PAGE = 'suggest.html'
/** This one answers, too, while it is there. */
const INDEXER = 'indexer.html'

/** From the first key on: the page is opened meanwhile. */
const PATIENCE_MS = 1000

/** Before the browser ends a background that hears of nothing. */
const IDLE_MS = 15_000

let closing: ReturnType<typeof setTimeout> | undefined

/** Links for what is typed into the address bar: from the index, or by their names where it can't be asked in time. */
export async function suggestionsFor(
  query: string,
  most: number,
  signal: AbortSignal,
): Promise<SuggestedLink[]> {
  const found = (await isThere()) ? await askInTime(query, most, signal) : undefined
  return found ?? quickLinks(query, most, signal)
}

const askInTime = (query: string, most: number, signal: AbortSignal) =>
  askSuggestions(query, most, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]))

/** There is one place for hidden pages: one that compares or indexes is not sent away for this. */
async function isThere(): Promise<boolean> {
  const open = openedOffscreen()
  if (open !== undefined && open !== PAGE) return open === INDEXER
  clearTimeout(closing)
  closing = setTimeout(() => {
    if (openedOffscreen() === PAGE) void closeOffscreen()
  }, IDLE_MS)
  if (open === PAGE) return true
  const justification = 'looks up what is typed into the address bar'
  return openOffscreen({ path: PAGE, reason: 'DOM_PARSER', justification })
}
