/** Time-outs in a row after which a server isn't asked again: one round of parallel requests. */
const MOST_IN_A_ROW = 6
/** For all requests together; a page of hundreds of slow pictures is through long before. */
const ALL_MS = 5 * 60_000

/** Until an answer must have begun; its body may take longer. */
const ANSWER_MS = 20_000
/** The same for a second try, and for a server that lets requests time out and has answered none. */
export const SECOND_ANSWER_MS = 5000

/** How long many requests may take together, where each has a time limit of its own. */
export interface Patience {
  /** Milliseconds an answer may take to begin; 0 where the address isn't worth asking for any more. */
  answerMs: (url: string) => number
  /** Notes whether an address that was asked for timed out. */
  note: (url: string, timedOut: boolean) => void
}

/**
 * Patience for one page: it ends for a server that lets request after request time out, and for everything
 * after some minutes. Else a page with a thousand pictures that never come would be fetched for an hour.
 */
export function createPatience(now = () => Date.now()): Patience {
  const end = now() + ALL_MS
  const late = new Map<string, number>()
  const alive = new Set<string>()
  return {
    answerMs: (url) => {
      const server = serverOf(url)
      const inARow = late.get(server) ?? 0
      if (now() >= end || inARow >= MOST_IN_A_ROW) return 0
      return inARow > 0 && !alive.has(server) ? SECOND_ANSWER_MS : ANSWER_MS
    },
    note: (url, timedOut) => {
      const server = serverOf(url)
      if (!timedOut) alive.add(server)
      late.set(server, timedOut ? (late.get(server) ?? 0) + 1 : 0)
    },
  }
}

const serverOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '')
