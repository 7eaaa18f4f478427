interface Follower<Item> {
  follow: (item: Item) => void
  /** What is at work is not shown any more. */
  stop: () => void
}

/**
 * Works on what comes, one after the other: of what comes meanwhile only the newest waits. What was begun is shown, or
 * where things come faster than they are done nothing would be until they end.
 */
export function followNewest<Item, Result>(
  work: (item: Item) => Promise<Result>,
  show: (result: Result) => void,
): Follower<Item> {
  let waiting: { item: Item } | undefined
  let working = false
  let stopped = false
  const workOn = async (item: Item) => {
    const result = await work(item)
    if (!stopped) show(result)
  }
  const workOff = async () => {
    working = true
    while (waiting && !stopped) {
      const { item } = waiting
      waiting = undefined
      // What comes next may go well.
      await workOn(item).catch(console.error)
    }
    working = false
  }
  return {
    follow: (item) => {
      waiting = { item }
      if (!working) void workOff()
    },
    stop: () => {
      stopped = true
    },
  }
}
