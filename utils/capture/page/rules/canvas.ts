import * as dom from '../dom.ts'
import { addMissing } from '../findings.ts'
import { escapeAttribute } from '../html-rules.ts'
import type { DocumentContext } from '../page-context.ts'
import { type Box, standsAlone, visibleBox } from '../picture-box.ts'
import { addDrawing, type Drawing, draw } from '../pixels.ts'
import { rewriteStyle } from '../styles/css-reference.ts'
import { type Change, rule } from './rule.ts'

/** Longest wait for the page to paint its next picture. */
const PAINT_MS = 100

/**
 * Keeps what a canvas shows as a picture in its `content`, which makes it a replaced element again
 * where no script runs. Canvases of WebGL lose their pixels after each picture: an empty one is looked
 * at once more right after the page's own animation callbacks. What nobody may read is cut out of the
 * tab's picture later on.
 */
export const canvasRule = rule<HTMLCanvasElement>((el, d) => {
  const cid = `c${d.key}-${d.canvases++}`
  const drawing = draw(el, el.width, el.height)
  const own = rewriteStyle(dom.attribute(el, 'style'), d).replace(/;\s*$/, '')
  const text = (declarations: string) => {
    const whole = [own, declarations].filter(Boolean).join(';')
    return ` style="${escapeAttribute(whole, d.xml)}"`
  }
  if (!isEmpty(drawing)) {
    return { set: { style: null }, late: Promise.resolve(text(kept(el, drawing, cid, d))) }
  }
  // Asked for now: the tab's picture is taken at this moment.
  const box = visibleBox(el, d)
  const alone = box && standsAlone(el, box, d) ? box : undefined
  const late = drawnAfterPaint(el, d).then((second) =>
    text(isEmpty(second) ? cutOut(el, second, alone, cid, d) : kept(el, second, cid, d)),
  )
  return { set: { style: null }, late } satisfies Change
})

const isEmpty = (drawing: Drawing): boolean => typeof drawing !== 'string' && drawing.empty

function kept(el: HTMLCanvasElement, drawing: Drawing, cid: string, d: DocumentContext): string {
  if (drawing === 'tainted') {
    const box = visibleBox(el, d)
    if (!box) addMissing(d.frame.findings, 'canvas', '', 'tainted-canvas')
    return cutOut(el, drawing, box, cid, d)
  }
  if (typeof drawing === 'string') return blank(el)
  addDrawing(d.frame, cid, 'canvas', drawing.copy)
  return `content:url("cid:${cid}")!important${fitOf(el, d)}`
}

/** The element's place in the tab's picture, at exactly the size it is shown with. */
function cutOut(
  el: HTMLCanvasElement,
  drawing: Drawing,
  box: Box | undefined,
  cid: string,
  d: DocumentContext,
): string {
  if (!box) {
    if (typeof drawing === 'string' || !drawing.dark) return blank(el)
    addDrawing(d.frame, cid, 'canvas', drawing.copy)
    return `content:url("cid:${cid}")!important`
  }
  d.crops.push({ cid, kind: 'canvas', ...box })
  const now = d.view?.getComputedStyle(el)
  const size = `width:${now?.width}!important;height:${now?.height}!important`
  return `content:url("cid:${cid}")!important;${size};object-fit:fill!important`
}

/** Nothing, as large as the canvas. */
function blank({ width, height }: HTMLCanvasElement): string {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'/>`
  return `content:url("data:image/svg+xml,${encodeURIComponent(svg)}")!important`
}

/** What an export paints by, as a canvas there has no `content`: how the picture lies in its box, and on what. */
function fitOf(el: HTMLCanvasElement, { view }: DocumentContext): string {
  const now = view?.getComputedStyle(el)
  if (!now) return ''
  const { objectFit: fit, objectPosition: place } = now
  const small = el.width <= el.clientWidth && el.height <= el.clientHeight
  const size =
    { none: 'auto', contain: 'contain', cover: 'cover' }[fit] ?? (small ? 'auto' : 'contain')
  const fitted = fit && fit !== 'fill' ? `;--linkshot-fit:${size};--linkshot-place:${place}` : ''
  if (!now.backgroundImage || now.backgroundImage === 'none') return fitted
  const layers = LAYERS.map((name) => {
    const value = now.getPropertyValue(`background-${name}`)
    return `;--linkshot-under-${name}:${value}`
  })
  return fitted + layers.join('')
}

const LAYERS = ['image', 'size', 'position', 'repeat', 'origin', 'clip']

async function drawnAfterPaint(el: HTMLCanvasElement, d: DocumentContext): Promise<Drawing> {
  const again = () => d.frame.clock.time(() => draw(el, el.width, el.height))
  if (el.isConnected && el.checkVisibility?.()) await nextPaint(d)
  return again()
}

function nextPaint({ view }: DocumentContext): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAINT_MS)
    view?.requestAnimationFrame(() => resolve())
  })
}
