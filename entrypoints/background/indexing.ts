import { isIndexBehind } from '../../utils/db/text-index/index-progress.ts'
import { watch } from '../../utils/db/watch.ts'
import type { Handlers } from '../../utils/messaging/receive.ts'
import {
  closeOffscreen,
  onOffscreenClosed,
  openedOffscreen,
  openOffscreen,
} from '../../utils/platform/offscreen.ts'
import { stayAwake } from '../../utils/platform/stay-awake.ts'
import { onAlarm } from '../../utils/platform/triggers.ts'

/** Several changes in a row are indexed together, and not while a page is being kept. */
const SETTLE_MS = 2000

const PAGE = 'indexer.html'

let timer: ReturnType<typeof setTimeout> | undefined
let done = () => {}
/** What the page is told: to begin anew. */
let wish = ''

const indexSoon = (): void => {
  clearTimeout(timer)
  timer = setTimeout(() => void openIndexer().catch(console.error), SETTLE_MS)
}

/** Indexes what changes, for as long as this background lives; call it synchronously when that starts. */
export function listenForIndexing(): void {
  onOffscreenClosed(indexSoon)
  onAlarm('index', 1, indexSoon)
  watch(isIndexBehind, (behind) => {
    if (behind) indexSoon()
  })
}

/** There is one place for hidden pages: whoever compares a page has it before the index. */
async function openIndexer(): Promise<void> {
  const isWanted = wish || (!openedOffscreen() && (await isIndexBehind()))
  if (!isWanted || isTaken()) return
  const indexed = new Promise<void>((resolve) => {
    done = resolve
  })
  const path = PAGE + wish
  wish = ''
  const justification = 'indexes the text of kept pages'
  if (await openOffscreen({ path, reason: 'WORKERS', justification })) await stayAwake(indexed)
}

const isTaken = (): boolean => (openedOffscreen() ?? PAGE) !== PAGE

export const indexHandlers = {
  'indexed': async () => {
    done()
    if (!isTaken()) await closeOffscreen()
  },
  'rebuild-index': async () => {
    wish = '?rebuild'
    indexSoon()
  },
} satisfies Partial<Handlers>
