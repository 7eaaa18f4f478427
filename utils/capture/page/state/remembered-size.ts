/**
 * Browsers leave content out of layout that nobody sees, and remember how large it was. A replay has not seen
 * it yet and would make the page as short as it was in the beginning.
 */
export function rememberedSize(style: CSSStyleDeclaration): Record<string, string> {
  if (style.contentVisibility !== 'auto') return {}
  const sizes = [
    contentSize(style, 'width', ['left', 'right']),
    contentSize(style, 'height', ['top', 'bottom']),
  ]
  return sizes.every((size) => size === '-') ? {} : { 'data-linkshot-size': sizes.join(' ') }
}

/** A dash where nothing is remembered. */
function contentSize(style: CSSStyleDeclaration, name: string, sides: string[]): string {
  const value = (property: string) => style.getPropertyValue(property)
  const size = Number.parseFloat(value(name))
  if (!value(`contain-intrinsic-${name}`).startsWith('auto') || Number.isNaN(size)) return '-'
  const around = sides.flatMap((side) => [`padding-${side}`, `border-${side}-width`])
  const edges = value('box-sizing') === 'border-box' ? around : []
  const inner = edges.reduce((left, edge) => left - Number.parseFloat(value(edge)), size)
  return String(Number(inner.toFixed(2)))
}
