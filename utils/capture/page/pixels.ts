import type { ResourceKind } from '../../model/snapshot.ts'
import { cidOf, cidReference } from '../../snapshot/cid.ts'
import * as dom from './dom.ts'
import { addOwn, want } from './findings.ts'
import type { FrameContext } from './page-context.ts'

/** A copy of pixels, or the word that nobody may read them. */
export type Drawing = { copy: OffscreenCanvas; empty: boolean; dark: boolean } | 'tainted' | 'none'

/**
 * A copy of what an image, video or canvas shows. Asking the page's canvas for a context could give it
 * one, so its pixels are drawn to a canvas of ours, which browsers allow for every kind of context.
 */
export function draw(source: CanvasImageSource, width: number, height: number): Drawing {
  if (!width || !height) return 'none'
  const copy = new OffscreenCanvas(width, height)
  const context = copy.getContext('2d', { willReadFrequently: true })
  if (!context) return 'none'
  try {
    context.drawImage(source, 0, 0, width, height)
    const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)
    const [first = 0] = pixels
    const empty = (first === 0 || first === BLACK) && pixels.every((pixel) => pixel === first)
    return { copy, empty, dark: first === BLACK }
  } catch {
    return 'tainted'
  }
}

/** What WebGL leaves in a canvas without transparency: opaque, in the byte order of all machines of today. */
const BLACK = 0xff000000

/** Hands over a drawing as a picture of its own. */
export function addDrawing(
  frame: FrameContext,
  cid: string,
  kind: 'canvas' | 'image',
  drawing: OffscreenCanvas,
): void {
  frame.findings.later.push(
    asPng(drawing).then(
      (body) => addOwn(frame.findings, { cid, url: '', kind }, body),
      () => undefined,
    ),
  )
}

/**
 * Firefox lets extensions read pixels of other origins and yet encodes no canvas that such were drawn to;
 * a canvas they were written to it does.
 */
function asPng(drawing: OffscreenCanvas): Promise<Blob> {
  const type = 'image/png'
  return drawing.convertToBlob({ type }).catch((error) => {
    const { width, height } = drawing
    const pixels = drawing.getContext('2d')?.getImageData(0, 0, width, height)
    if (!pixels) throw error
    const copy = new OffscreenCanvas(width, height)
    copy.getContext('2d')?.putImageData(pixels, 0, 0)
    return copy.convertToBlob({ type })
  })
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
  const { findings } = frame
  const reference = want(findings, url, 'image')
  const policy = element && dom.attribute(element, 'referrerpolicy')
  if (policy) findings.policies.set(cidOf(url), policy)
  if (!url.startsWith('blob:')) return reference
  if (!findings.blobs.has(url)) {
    findings.blobs.add(url)
    // Drawn while the page still shows it: it may be gone once reading has failed.
    const drawing = element && isDrawnFrom(element) ? createImageBitmap(element) : undefined
    drawing?.catch(() => undefined)
    findings.later.push(readBlob(frame, url, 'image').catch(() => keepBitmap(frame, url, drawing)))
  }
  return cidReference(url)
}

const isDrawnFrom = (element: HTMLImageElement | SVGImageElement): boolean =>
  !('naturalWidth' in element) || element.naturalWidth > 0

/** Reads the blob: addresses that only style sheets and attributes name. */
export function readBlobs(frame: FrameContext): void {
  const { wanted, blobs, later } = frame.findings
  for (const { url, kind } of wanted.values()) {
    if (!url.startsWith('blob:') || blobs.has(url)) continue
    blobs.add(url)
    later.push(readBlob(frame, url, kind).catch(() => undefined))
  }
}

async function readBlob(frame: FrameContext, url: string, kind: ResourceKind): Promise<void> {
  const body = await (await frame.host.fetch(url)).blob()
  addOwn(frame.findings, { cid: cidOf(url), url, kind }, body)
}

async function keepBitmap(
  frame: FrameContext,
  url: string,
  drawing: Promise<ImageBitmap> | undefined,
): Promise<void> {
  const bitmap = await drawing
  if (!bitmap) return
  const copy = draw(bitmap, bitmap.width, bitmap.height)
  if (typeof copy === 'string') return
  const body = await copy.copy.convertToBlob({ type: 'image/png' })
  addOwn(frame.findings, { cid: cidOf(url), url, kind: 'image' }, body)
}
