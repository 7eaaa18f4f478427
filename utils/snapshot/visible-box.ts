import type { Box } from './box-record.ts'

/** Where a document's corner is, seen from its viewport. */
export interface Scrolled {
  scrollX: number
  scrollY: number
}

/**
 * Where an element is to be seen in its document, `hidden` where it isn't, now or after scrolling. One
 * definition for the live page and the replay; by the prototype's functions, which no form shadows.
 */
export function visibleBox(el: Element, { scrollX, scrollY }: Scrolled): Box | 'hidden' {
  const shown = Element.prototype.checkVisibility.call(el, {
    visibilityProperty: true,
    contentVisibilityAuto: true,
  })
  if (!shown) return 'hidden'
  const { left, top, width, height } = Element.prototype.getBoundingClientRect.call(el)
  return width > 0 && height > 0 ? [left + scrollX, top + scrollY, width, height] : 'hidden'
}

/** The picture an image element shows, undefined for other elements and where there is none. */
export function decodedSize(el: Element, name: string): [number, number] | undefined {
  if (name !== 'img' || !('naturalWidth' in el)) return undefined
  const { naturalWidth, naturalHeight, complete } = el as HTMLImageElement
  return complete && naturalWidth > 0 ? [naturalWidth, naturalHeight] : undefined
}

/** A font face's name as records have it. */
export const faceName = ({ family, weight, style }: FontFace): string =>
  `${family.replace(/^["']|["']$/g, '')}|${weight}|${style}`
