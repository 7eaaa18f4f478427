/** Together with drawing the rows that ask for them, these fit into a frame. */
const AT_ONCE = 3
const PAUSE_MS = 14

const waiting: (() => void)[] = []
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Does what can wait a few at a time, what was asked for last first: rows that scroll by should not ask for pictures
 * nobody will see.
 * @returns a function that gives it up
 */
export function inTurn(task: () => void): () => void {
  waiting.push(task)
  if (timer === undefined) timer = setTimeout(run)
  return () => {
    const at = waiting.indexOf(task)
    if (at >= 0) waiting.splice(at, 1)
  }
}

function run(): void {
  for (const task of waiting.splice(-AT_ONCE)) task()
  timer = waiting.length > 0 ? setTimeout(run, PAUSE_MS) : undefined
}
