import { framesIn } from '../../../utils/replay/attach-replay.ts'
import { highlight, scrollToRange } from '../../../utils/replay/find/highlight.ts'
import { rangesOf } from '../../../utils/replay/find/place-marks.ts'
import { readTreeText } from '../../../utils/replay/find/read-text.ts'
import { bodyOf } from '../../../utils/replay/safe-dom.ts'
import { findMarks, type Mark } from '../../../utils/search/excerpt/find-marks.ts'
import type { SearchedWords } from '../../../utils/search/excerpt/searched-words.ts'

/** Marked words of a kept page. */
export interface FoundInPage {
  count: number
  /** Shows the one with this number, from 0 on. */
  show: (at: number) => void
  clear: () => void
}

type View = Window & typeof globalThis

/** Marks words in all documents of a kept page that is on screen. */
export function findInPage(page: HTMLIFrameElement, words: readonly SearchedWords[]): FoundInPage {
  const parts = viewsIn(page).map((view) => {
    const body = bodyOf(view.document)
    const read = body ? readTreeText(body) : { text: '', nodes: [] }
    const ranges = rangesOf(read, apart(findMarks(read.text, words)))
    return { ranges, marks: highlight(view, ranges) }
  })
  const places = parts.flatMap(({ ranges, marks }) => ranges.map((range) => ({ range, marks })))
  return {
    count: places.length,
    show: (at) => {
      const place = places[at]
      for (const { marks } of parts) marks.point(marks === place?.marks ? place.range : undefined)
      if (place) scrollToRange(place.range)
    },
    clear: () => {
      for (const { marks } of parts) marks.clear()
    },
  }
}

/** The window of a frame, and those of the frames in it. */
export function viewsIn(frame: Element): View[] {
  const { contentWindow, contentDocument } = frame as HTMLIFrameElement
  if (!contentWindow || !contentDocument) return []
  return [contentWindow as View, ...framesIn(contentDocument).flatMap(viewsIn)]
}

/** Marks that touch none of those before: of two words that overlap one is gone through. */
function apart(marks: readonly Mark[]): Mark[] {
  let end = 0
  return marks.filter(({ from, to }) => {
    if (from < end) return false
    end = to
    return true
  })
}
