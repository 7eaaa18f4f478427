import * as dom from '../dom.ts'
import { addMissing } from '../findings.ts'
import { escapeAttribute } from '../html-rules.ts'
import type { DocumentContext } from '../page-context.ts'
import { addDrawing, type Drawing, draw } from '../pixels.ts'
import { rewriteStyle } from '../styles/css-reference.ts'
import { type Change, rule } from './rule.ts'

/** Longest wait for the page to paint its next picture. */
const PAINT_MS = 100

/**
 * Keeps what a canvas shows as a picture in its `content`, which makes it a replaced element again
 * where no script runs. Canvases of WebGL lose their pixels after each picture: a blank one is looked
 * at once more right after the page's own animation callbacks.
 */
export const canvasRule = rule<HTMLCanvasElement>((el, d) => {
  const cid = `c${d.key}-${d.canvases++}`
  const drawing = draw(el, el.width, el.height)
  const style = dom.attribute(el, 'style')
  const own = style ? rewriteStyle(style, d) : ''
  if (drawing !== 'blank') return changeFor(drawing, cid, own, d)
  const late = drawnAfterPaint(el, d).then((second) => keepDrawing(second, cid, own, d))
  return { set: { style: null }, late }
})

function changeFor(drawing: Drawing, cid: string, style: string, d: DocumentContext): Change {
  return { set: { style: null }, late: Promise.resolve(keepDrawing(drawing, cid, style, d)) }
}

function keepDrawing(drawing: Drawing, cid: string, style: string, d: DocumentContext): string {
  const kept = typeof drawing !== 'string'
  if (kept) addDrawing(d.frame, cid, 'canvas', drawing)
  if (drawing === 'tainted') addMissing(d.frame.findings, 'canvas', '', 'tainted-canvas')
  const content = kept ? `content:url("cid:${cid}")!important` : ''
  const whole = [style.replace(/;\s*$/, ''), content].filter(Boolean).join(';')
  return whole ? ` style="${escapeAttribute(whole, d.xml)}"` : ''
}

async function drawnAfterPaint(el: HTMLCanvasElement, d: DocumentContext): Promise<Drawing> {
  if (!el.isConnected || !el.checkVisibility?.()) return 'blank'
  await nextPaint(d)
  return d.frame.clock.time(() => draw(el, el.width, el.height))
}

function nextPaint({ view }: DocumentContext): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAINT_MS)
    view?.requestAnimationFrame(() => resolve())
  })
}
