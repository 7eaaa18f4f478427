/** Adds up working time and remembers the longest uninterrupted piece of it. */
export interface Clock {
  time: <T>(work: () => T) => T
  read: () => { total: number; longest: number }
}

export function createClock(now: () => number = () => performance.now()): Clock {
  let total = 0
  let longest = 0
  let depth = 0
  return {
    time: (work) => {
      if (depth) return work()
      const start = now()
      depth++
      try {
        return work()
      } finally {
        depth--
        const ms = now() - start
        total += ms
        longest = Math.max(longest, ms)
      }
    },
    read: () => ({ total, longest }),
  }
}
