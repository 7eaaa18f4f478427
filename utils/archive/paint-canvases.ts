import { attribute, nameOf, setAttribute } from '../replay/safe-dom.ts'
import { everyElement } from './every-element.ts'

const PIXELS = /content:\s*(url\("[^"]+"\))\s*!important/

/**
 * Canvases carry their pixels in `content`, which counts only where scripts are off. A file opened in a tab
 * has them on, so that there they are painted as the first background of an empty canvas.
 */
export function paintCanvases(doc: Document): void {
  for (const canvas of everyElement(doc)) {
    const style = nameOf(canvas) === 'canvas' ? attribute(canvas, 'style') : null
    if (style && PIXELS.test(style)) setAttribute(canvas, 'style', style.replace(PIXELS, painted))
  }
}

/** A second layer, if an empty one, keeps the background colour from ending where the picture does. */
function painted(_: string, pixels: string): string {
  const layers = (name: string, first: string, under: string) =>
    `background-${name}:${first},var(--linkshot-under-${name},${under})!important`
  return [
    `--linkshot-pixels:${pixels}`,
    'content:var(--linkshot-pixels)!important',
    layers('image', 'var(--linkshot-pixels)', 'none'),
    layers('size', 'var(--linkshot-fit,100% 100%)', 'auto'),
    layers('position', 'var(--linkshot-place,0 0)', '0 0'),
    layers('repeat', 'no-repeat', 'repeat'),
    layers('origin', 'content-box', 'padding-box'),
    layers('clip', 'content-box', 'border-box'),
  ].join(';')
}
