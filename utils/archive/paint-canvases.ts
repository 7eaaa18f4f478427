import { attribute, nameOf, setAttribute } from '../replay/safe-dom.ts'
import { everyElement } from './every-element.ts'

const PIXELS = /content:\s*(url\("data:image\/[^"]*"\))\s*!important/

/**
 * Canvases carry their pixels in `content`, which counts only where scripts are off. A file opened in a tab
 * has them on, so that there they are painted as the background of an empty canvas.
 */
export function paintCanvases(doc: Document): void {
  for (const canvas of everyElement(doc)) {
    const style = nameOf(canvas) === 'canvas' ? attribute(canvas, 'style') : null
    if (style && PIXELS.test(style)) setAttribute(canvas, 'style', style.replace(PIXELS, painted))
  }
}

const painted = (_: string, pixels: string): string =>
  [
    `--linkshot-pixels:${pixels}`,
    'content:var(--linkshot-pixels)!important',
    'background-image:var(--linkshot-pixels)!important',
    'background-size:100% 100%!important',
    'background-position:0 0!important',
    'background-repeat:no-repeat!important',
    'background-origin:content-box!important',
  ].join(';')
