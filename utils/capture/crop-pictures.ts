import type { Crop, DocumentCapture, OwnResource } from '../model/frame-capture.ts'
import type { Missing } from '../model/snapshot.ts'

/** Device pixels. */
interface Rect {
  left: number
  top: number
  right: number
  bottom: number
}

interface Cut {
  crop: Crop
  /** Where it stands in the tab's picture. */
  place: Rect
  /** The part of it that can be seen. */
  seen: Rect
}

/** Cuts what nobody may read, such as tainted canvases, out of the tab's picture. */
export async function cropPictures(
  documents: readonly DocumentCapture[],
  picture: Blob | undefined,
): Promise<{ own: OwnResource[]; missing: Missing[] }> {
  const wanted = documents.flatMap(({ crops }) => crops ?? [])
  if (wanted.length === 0) return { own: [], missing: [] }
  const bitmap = picture && (await createImageBitmap(picture).catch(() => undefined))
  const cuts = bitmap ? documents.flatMap((each) => cutsOf(each, documents, bitmap)) : []
  const own = bitmap ? await Promise.all(cuts.map((cut) => cutOut(cut, bitmap))) : []
  bitmap?.close()
  const here = new Set(own.map(({ cid }) => cid))
  const missing = wanted
    .filter(({ cid, kind }) => kind === 'canvas' && !here.has(cid))
    .map((): Missing => ({ kind: 'canvas', url: '', reason: 'tainted-canvas' }))
  return { own, missing }
}

function cutsOf(
  document: DocumentCapture,
  documents: readonly DocumentCapture[],
  bitmap: ImageBitmap,
): Cut[] {
  const main = documents[0]
  const window = document.crops?.length ? windowOf(document, documents) : undefined
  if (!main?.width || !window) return []
  const scale = bitmap.width / main.width
  return (document.crops ?? []).flatMap((crop) => {
    const left = window.left + crop.x
    const top = window.top + crop.y
    const place = { left, top, right: left + crop.width, bottom: top + crop.height }
    const seen = overlap(place, window.seen)
    const cut = { crop, place: scaled(place, scale), seen: scaled(seen, scale) }
    return cut.seen.right > cut.seen.left && cut.seen.bottom > cut.seen.top ? [cut] : []
  })
}

/** Where a document's viewport begins in the tab, and what of it can be seen there. */
function windowOf(
  document: DocumentCapture,
  documents: readonly DocumentCapture[],
): { left: number; top: number; seen: Rect } | undefined {
  const { key, width, height } = document
  const whole = { left: 0, top: 0, right: width, bottom: height }
  if (key === documents[0]?.key) return { left: 0, top: 0, seen: whole }
  const parent = documents.find(({ children }) => children.some((child) => child.key === key))
  const child = parent?.children.find((each) => each.key === key)
  const above = parent && parent.key.length < key.length ? windowOf(parent, documents) : undefined
  if (!child || !above) return undefined
  const left = above.left + child.x
  const top = above.top + child.y
  const box = { left, top, right: left + child.width, bottom: top + child.height }
  return { left, top, seen: overlap(box, above.seen) }
}

const overlap = (a: Rect, b: Rect): Rect => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
})

/** Browsers paint boxes on whole device pixels. */
const scaled = (rect: Rect, scale: number): Rect => ({
  left: Math.round(rect.left * scale),
  top: Math.round(rect.top * scale),
  right: Math.round(rect.right * scale),
  bottom: Math.round(rect.bottom * scale),
})

async function cutOut({ crop, place, seen }: Cut, bitmap: ImageBitmap): Promise<OwnResource> {
  const canvas = new OffscreenCanvas(place.right - place.left, place.bottom - place.top)
  const [width, height] = [seen.right - seen.left, seen.bottom - seen.top]
  const [x, y] = [seen.left - place.left, seen.top - place.top]
  canvas
    .getContext('2d')
    ?.drawImage(bitmap, seen.left, seen.top, width, height, x, y, width, height)
  const body = await canvas.convertToBlob({ type: 'image/png' })
  return { cid: crop.cid, url: '', kind: crop.kind, type: body.type, body }
}
