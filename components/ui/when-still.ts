import { inTurn } from './in-turns.ts'

/** Nothing was scrolled for so long: nobody is on the way to somewhere else. */
const STILL_MS = 150

const waiting = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined
let scrolledAt: number | undefined

/**
 * Does what nobody misses in rows that scroll by once the page is still, and then in turns.
 * @returns a function that gives it up
 */
export function whenStill(task: () => void): () => void {
  watchScrolling()
  let giveUp = () => {}
  const begin = () => {
    giveUp = inTurn(task)
  }
  waiting.add(begin)
  timer ??= setTimeout(look)
  return () => {
    waiting.delete(begin)
    giveUp()
  }
}

function look(): void {
  const left = (scrolledAt ?? -Infinity) + STILL_MS - performance.now()
  timer = left > 0 ? setTimeout(look, left) : undefined
  if (timer !== undefined) return
  for (const begin of waiting) begin()
  waiting.clear()
}

function watchScrolling(): void {
  if (scrolledAt !== undefined) return
  scrolledAt = -Infinity
  const note = () => {
    scrolledAt = performance.now()
  }
  // It bubbles nowhere, and is met on its way down.
  document.addEventListener('scroll', note, { capture: true, passive: true })
}
