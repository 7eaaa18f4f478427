import type { Page } from 'puppeteer-core'

/** 'visible' where whoever works by keys sees where they are, else what is wrong. */
export const visibleFocus = (page: Page): Promise<string> => page.evaluate(lookAtFocus)

/** Runs in the page. */
function lookAtFocus(): string {
  const element = document.activeElement
  if (!element || element === document.body) return 'nothing has the focus'
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
  if (width === 0 || height === 0) return 'it takes no room'
  if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) return 'out of sight'
  if (!element.matches(':focus-visible')) return 'drawn as if a mouse had been there'
  // A field may draw the ring of its box, a hidden one that of what stands for it.
  const ringed = [element, element.parentElement, element.nextElementSibling].some((each) => {
    if (!each) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  })
  return ringed ? 'visible' : 'no ring'
}
