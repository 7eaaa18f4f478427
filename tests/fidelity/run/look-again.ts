import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'
import { settledPicture } from '../../support/picture.ts'
import { checkExpected } from './check-expected.ts'
import { comparePictures, writePicture } from './compare-pictures.ts'
import { exportFile } from './export-file.ts'
import { documentIn } from './find-element.ts'
import type { Kept } from './keep-live.ts'
import type { FidelityPage } from './page-list.ts'
import { settlePage } from './settle.ts'
import { KEPT_FRAME, type Subject } from './subject.ts'

/** What a reopened page shows beside the live one. */
interface Shown {
  kind: string
  page: FidelityPage
  kept: Kept
  take: () => Promise<Uint8Array>
}

/** Looks at a page that differs before it counts as different. */
const PATIENCE = 4

async function pixelReasons({ kind, page, kept, take }: Shown): Promise<string[]> {
  // What looks right has settled; only what doesn't is given time to. A viewer of PDFs stays blank for a while.
  let shown = await take()
  let compared = comparePictures(kept.picture, shown)
  for (let tries = 0; tries < PATIENCE && compared.pixels > 0; tries++) {
    if (tries > 0) await wait(800)
    shown = await settledPicture(take)
    compared = comparePictures(kept.picture, shown)
  }
  const { pixels, reason, picture } = compared
  if (pixels <= page.declared.tolerance) return []
  await writePicture(page.name, 'live', kept.picture)
  await writePicture(page.name, kind, shown)
  if (picture) await writePicture(page.name, `${kind}-diff`, picture)
  return [reason]
}

export interface Looked {
  reasons: string[]
  /** The page as one file. */
  file?: Buffer
}

/** The kept page in the viewer, and the file it saves. */
export async function lookInViewer(
  subject: Subject,
  lane: number,
  page: FidelityPage,
  kept: Kept,
): Promise<Looked> {
  const viewer = await subject.openViewer(kept.uid, lane, kept.size)
  const expected = { ...page.declared.expect, ...page.declared.viewer }
  const take = () => pictureOfFrame(viewer)
  const reasons = await pixelReasons({ kind: 'viewer', page, kept, take })
  reasons.push(...(await checkExpected(await documentIn(viewer, KEPT_FRAME), expected)))
  const file = await exportFile(viewer)
  return { reasons, file }
}

/** The kept page alone. */
export async function pictureOfFrame(viewer: Page): Promise<Uint8Array> {
  const box = await viewer.evaluate((css) => {
    const { x, y, width, height } =
      document.querySelector(css)?.getBoundingClientRect() ?? new DOMRect()
    return { x, y, width, height }
  }, KEPT_FRAME)
  return viewer.screenshot({ clip: box, captureBeyondViewport: false })
}

/** Somewhere to write files to, and who opens them in which of its windows. */
export interface Desk {
  subject: Subject
  lane: number
  folder: string
}

/** A file opened where there is nothing but the file. */
export async function lookAtFile(
  { subject, lane, folder }: Desk,
  { kind, body }: { kind: 'export' | 'mhtml' | 'singlefile'; body: Buffer | string },
  page: FidelityPage,
  kept: Kept,
): Promise<string[]> {
  const ending = kind === 'mhtml' ? 'mhtml' : 'html'
  const path = join(folder, `${page.name.replaceAll('/', '-')}-${kind}.${ending}`)
  await writeFile(path, body)
  const { page: opened, requests } = await subject.openFile(path, lane, kept.size)
  // Neither timers nor frames come in MHTML, where no script runs.
  if (kind !== 'mhtml') await settlePage(opened)
  const reasons = await pixelReasons({ kind, page, kept, take: () => opened.screenshot() })
  // Of others only the looks are asked: they may write what they keep in another way.
  if (kind !== 'export') return reasons
  const expected = { ...page.declared.expect, ...page.declared.export }
  reasons.push(...(await checkExpected(await documentIn(opened), expected)))
  return [...reasons, ...requests()]
}
