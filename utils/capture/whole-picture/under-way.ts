import type { Notice } from '../../model/snapshot.ts'

/** Why there is no picture of the whole page, or none of all of it. */
export type PictureEnd = Extract<Notice['kind'], `picture-${string}`>

interface Work {
  tabId: number
  done: Promise<void>
  stop: AbortController
}

/** Whole pages this worker is photographing, by snapshot. */
const underWay = new Map<string, Work>()

/** Runs `work`, which must not throw; it is told to stop by a signal whose reason is a `PictureEnd`. */
export function beginPicture(
  { tabId, snapshot }: { tabId: number; snapshot: string },
  work: (stop: AbortController) => Promise<void>,
): void {
  const stop = new AbortController()
  const done = work(stop).finally(() => underWay.delete(snapshot))
  underWay.set(snapshot, { tabId, done, stop })
}

/** Resolves once the whole page is photographed, or at once where nobody does that. */
export const pictureTaken = async (snapshot: string): Promise<void> => underWay.get(snapshot)?.done

export const isBeingTaken = (snapshot: string): boolean => underWay.has(snapshot)

export function stopPicture(snapshot: string): void {
  underWay.get(snapshot)?.stop.abort('picture-stopped' satisfies PictureEnd)
}

/** A page that is to be read again must stand where its reader left it. */
export async function endPicturesOf(tabId: number): Promise<void> {
  const works = [...underWay.values()].filter((work) => work.tabId === tabId)
  for (const { stop } of works) stop.abort('picture-stopped' satisfies PictureEnd)
  await Promise.all(works.map(({ done }) => done))
}
