/** Calls back at once, and whenever a box is scrolled or changes its size. @returns what ends it */
export function onScrollOrResize(box: HTMLElement, measure: () => void): () => void {
  measure()
  box.addEventListener('scroll', measure, { passive: true })
  const resized = new ResizeObserver(measure)
  resized.observe(box)
  return () => {
    box.removeEventListener('scroll', measure)
    resized.disconnect()
  }
}
