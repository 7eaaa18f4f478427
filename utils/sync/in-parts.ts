import { partsOf } from '../shared/parts-of.ts'
import type { Pass } from './pass.ts'

/** Records of one transaction: whoever reads the library meanwhile waits for no more than that. */
export const AT_ONCE = 50
const LEAST = 10

/** Nobody notices a wait this long twice over; ms. */
const LONG_MS = 50
const SHORT_MS = 25

/** A list as lists of which each is one transaction. */
export const inParts = <T>(list: readonly T[], most = AT_ONCE): T[][] => partsOf(list, most)

/**
 * Works off a list in transactions that take about as long as nobody notices, whatever the machine and the size of the
 * library: after a long one the next are smaller.
 * @param work gets a part, and whether it is the last; once with an empty one where the list is empty
 */
export async function inSteps<T>(
  pass: Pick<Pass, 'atOnce' | 'now'>,
  list: readonly T[],
  work: (part: readonly T[], isLast: boolean) => Promise<void>,
): Promise<void> {
  let at = 0
  do {
    const part = list.slice(at, at + pass.atOnce)
    at += part.length
    const started = pass.now()
    await work(part, at >= list.length)
    const ms = pass.now() - started
    // A clock that was set back says nothing.
    if (ms > LONG_MS) pass.atOnce = Math.max(LEAST, Math.floor(pass.atOnce * 0.7))
    else if (ms >= 0 && ms < SHORT_MS) pass.atOnce = Math.min(AT_ONCE, pass.atOnce + 5)
  } while (at < list.length)
}
