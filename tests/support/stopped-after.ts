/** Ends what looks at it between two steps, after so many looks: as a worker that is killed. */
export function stoppedAfter(looks: number): AbortSignal {
  let left = looks
  return {
    get aborted() {
      return --left < 0
    },
  } as AbortSignal
}
