import { setting } from '../../db/queries.ts'
import { notePicture, storePicture } from '../../db/whole-picture.ts'
import type { Notice } from '../../model/snapshot.ts'
import { setProgress } from '../../platform/action.ts'
import { canDrawParts } from '../../platform/picture.ts'
import { stayAwake } from '../../platform/stay-awake.ts'
import { tabById } from '../../platform/tabs.ts'
import { drawBadge } from '../badge.ts'
import { drawParts } from './draw-parts.ts'
import { holdPage } from './held-page.ts'
import { type Sitting, scrollAndTake, type Taken } from './scroll-and-take.ts'
import { beginPicture, type PictureEnd } from './under-way.ts'

/**
 * Photographs all of the page in a tab, after it was kept: scrolling has pages load and change things, so
 * nothing of them may still have to be read. The snapshot waits for it, whoever kept the page does not.
 */
export function takeWholePicture(tabId: number, snapshot: string): void {
  beginPicture({ tabId, snapshot }, (stop) =>
    stayAwake(photograph(tabId, snapshot, stop)).catch(async (error: unknown) => {
      console.error(error)
      const end = (stop.signal.reason as PictureEnd | undefined) ?? 'picture-failed'
      await storePicture(snapshot, nothing(end)).catch(console.error)
    }),
  )
}

const nothing = (kind: PictureEnd) => ({ tiles: [], bodies: [], notices: [noticeOf(kind)] })
const noticeOf = (kind: PictureEnd): Notice => ({ kind, detail: '' })

async function photograph(tabId: number, snapshot: string, stop: AbortController): Promise<void> {
  const format = await setting('screenshotFormat')
  const progress = async (done: number, of: number) => {
    await setProgress(tabId, done, of)
    return notePicture(snapshot, done, of)
  }
  const taken = await takeAll({ tabId, format, stop, progress })
  const end = (stop.signal.reason as PictureEnd | undefined) ?? 'picture-failed'
  const picture = taken
    ? {
        tiles: taken.tiles.map(({ tile }) => tile),
        bodies: taken.tiles.map(({ body }) => body),
        notices: taken.cut ? [noticeOf('picture-cut')] : [],
      }
    : nothing(end)
  await storePicture(snapshot, picture)
  // The tab may show another page by now, or this one may have been taken back.
  const tab = await tabById(tabId)
  if (tab) await drawBadge(tab)
}

async function takeAll(sitting: Sitting): Promise<Taken | undefined> {
  const page = await holdPage(sitting.tabId, sitting.stop)
  try {
    const view = canDrawParts() ? await page.view({ patient: false }) : undefined
    if (!view?.whole || view.fixed || view.most < 1) return await scrollAndTake(page, sitting)
    // Nothing is scrolled: whoever reads the page may go on.
    page.release()
    return await drawParts(view, sitting)
  } finally {
    page.release()
  }
}
