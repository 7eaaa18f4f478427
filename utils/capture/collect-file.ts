import type { CaptureOptions } from '../model/capture-options.ts'
import { toLinkshotError } from '../model/error.ts'
import type { FrameCapture } from '../model/frame-capture.ts'
import type { TabInfo } from '../platform/tabs.ts'
import { cidOf } from '../snapshot/cid.ts'
import { collectFrames } from './collect-frames.ts'
import { fetchBody } from './fetch-body.ts'
import type { Running } from './running.ts'

/** Stands for the run of a capture that no page script made. */
export const NO_SCRIPT = ''

/** Firefox shows these in a page of its own that no extension may enter. */
const SHOWN_APART = /^application\/pdf\b/i

/**
 * What the page's scripts report; of a file that no script may stand in, the file.
 * @throws LinkshotError where there is neither
 */
export async function collectPage(
  tab: TabInfo,
  running: Running,
  options: CaptureOptions,
): Promise<FrameCapture[]> {
  try {
    return await collectFrames(running, options)
  } catch (error) {
    if (running.selection || toLinkshotError(error).reason !== 'no-permission') throw error
    const file = await collectFile(tab)
    if (!file) throw error
    return [file]
  }
}

/**
 * The file a tab shows where no script may run in its place, fetched once more; undefined where the
 * address gives no such file.
 */
async function collectFile({ url, title }: TabInfo): Promise<FrameCapture | undefined> {
  const found = await fetchBody(url.replace(/#.*/, ''))
  if (!found.ok || !SHOWN_APART.test(found.type)) return undefined
  const type = 'application/pdf'
  const cid = cidOf(url)
  const document: FrameCapture['documents'][number] = {
    key: '0',
    url,
    title,
    lang: '',
    type: 'text/html',
    html: '<!DOCTYPE html>',
    text: '',
    width: 0,
    height: 0,
    state: { scrollX: 0, scrollY: 0 },
    file: { cid, type },
    children: [],
  }
  const body = new Blob([found.body], { type })
  return {
    run: NO_SCRIPT,
    documents: [document],
    own: [{ cid, url, kind: 'document', type, body }],
    wanted: [],
    missing: [],
    viewport: { width: 0, height: 0, scale: 1 },
    ms: { total: 0, longest: 0 },
  }
}
