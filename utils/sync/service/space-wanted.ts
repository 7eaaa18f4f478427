const LEAST_BYTES = 200 * 1024 * 1024
const LEAST_SHARE = 0.05
/** Half as much again, or the next page would make it short once more. */
const ROOM = 1.5

/** Whether the browser has little space left for this extension, by what it estimates. */
export const isSpaceShort = (estimate: StorageEstimate): boolean =>
  leftOf(estimate) < leastOf(estimate)

/** How many bytes should become free, 0 where there is enough space. */
export const spaceWanted = (estimate: StorageEstimate): number =>
  isSpaceShort(estimate) ? leastOf(estimate) * ROOM - leftOf(estimate) : 0

const leastOf = ({ quota = 0 }: StorageEstimate): number =>
  Math.max(quota * LEAST_SHARE, LEAST_BYTES)

/** Where the browser tells nothing, nothing is short. */
const leftOf = ({ quota, usage = 0 }: StorageEstimate): number =>
  quota === undefined ? Number.POSITIVE_INFINITY : quota - usage
