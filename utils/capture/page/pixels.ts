import { cidOf, cidReference } from '../../snapshot/cid.ts'
import { addOwn, want } from './findings.ts'
import type { FrameContext } from './page-context.ts'

export type Drawing = OffscreenCanvas | 'tainted' | 'blank'

/**
 * A copy of what an image, video or canvas shows. Asking the page's canvas for a context could give it
 * one, so its pixels are drawn to a canvas of ours, which browsers allow for every kind of context.
 */
export function draw(source: CanvasImageSource, width: number, height: number): Drawing {
  if (!width || !height) return 'blank'
  const copy = new OffscreenCanvas(width, height)
  const context = copy.getContext('2d', { willReadFrequently: true })
  if (!context) return 'blank'
  try {
    context.drawImage(source, 0, 0, width, height)
    return isBlank(context.getImageData(0, 0, width, height)) ? 'blank' : copy
  } catch {
    return 'tainted'
  }
}

function isBlank(image: ImageData): boolean {
  return new Uint32Array(image.data.buffer).every((pixel) => pixel === 0)
}

/** Hands over a drawing as a picture of its own. */
export function addDrawing(
  frame: FrameContext,
  cid: string,
  kind: 'canvas' | 'image',
  drawing: OffscreenCanvas,
): void {
  const encoded = drawing.convertToBlob({ type: 'image/png' })
  frame.findings.later.push(
    encoded.then(
      (body) => addOwn(frame.findings, { cid, url: '', kind }, body),
      () => undefined,
    ),
  )
}

/**
 * The reference to an image. Those with a blob: address are read at once, since it means nothing outside
 * of the page; where the page has revoked it, the picture is drawn from the element that shows it.
 */
export function imageReference(
  frame: FrameContext,
  url: string,
  element?: HTMLImageElement | SVGImageElement,
): string {
  const reference = want(frame.findings, url, 'image')
  if (url.startsWith('blob:') && !frame.findings.blobs.has(url)) {
    frame.findings.blobs.add(url)
    frame.findings.later.push(readBlob(frame, url).catch(() => drawImage(frame, url, element)))
  }
  return url.startsWith('blob:') ? cidReference(url) : reference
}

async function readBlob(frame: FrameContext, url: string): Promise<void> {
  const body = await (await frame.host.fetch(url)).blob()
  addOwn(frame.findings, { cid: cidOf(url), url, kind: 'image' }, body)
}

async function drawImage(
  frame: FrameContext,
  url: string,
  element?: HTMLImageElement | SVGImageElement,
): Promise<void> {
  if (!element || !('naturalWidth' in element)) return
  const drawing = draw(element, element.naturalWidth, element.naturalHeight)
  if (typeof drawing === 'string') return
  const body = await drawing.convertToBlob({ type: 'image/png' })
  addOwn(frame.findings, { cid: cidOf(url), url, kind: 'image' }, body)
}
