import * as dom from '../dom.ts'

/** Which properties of which elements scripts and style sheets animate at this moment. */
export interface AnimatedValues {
  /** Takes in the animations of a document or shadow root. */
  enter: (root: Document | ShadowRoot) => void
  /** Declarations of what is animated on an element or on one of its pseudo-elements, '' if nothing is. */
  of: (el: Element, pseudo?: string) => string
  /** Names of the element's pseudo-elements that are animated. */
  pseudos: (el: Element) => string[]
}

/** Keys of a key frame that are no properties. */
const DESCRIPTORS = new Set(['offset', 'computedOffset', 'easing', 'composite'])

export function createAnimatedValues(view: Window | null): AnimatedValues {
  /** By element and pseudo-element: properties, and their values where those aren't the present ones. */
  const known = new Map<Element, Map<string, Map<string, string>>>()
  // Nobody sees this tab: what would have come to its end stands at its beginning.
  const unseen = view?.document.visibilityState === 'hidden'

  const add = (animation: Animation, names: Map<string, string[]>) => {
    const effect = animation.effect as KeyframeEffect | null
    const { target } = effect ?? {}
    if (!effect || !target || followsScroll(animation)) return
    const end = unseen && animation.playState === 'running' ? endOf(effect) : undefined
    const found = end ? Object.keys(end) : propertiesOf(animation, effect, names)
    if (end && found.length === 0) return
    const parts = known.get(target) ?? new Map<string, Map<string, string>>()
    known.set(target, parts)
    const pseudo = effect.pseudoElement ?? ''
    const properties = parts.get(pseudo) ?? new Map<string, string>()
    parts.set(pseudo, properties)
    for (const name of found) properties.set(name, end?.[name] ?? '')
  }
  return {
    enter: (root) => {
      const names = new Map<string, string[]>()
      for (const animation of animationsOf(root)) add(animation, names)
    },
    of: (el, pseudo = '') => {
      const properties = known.get(el)?.get(pseudo)
      const style = properties && view?.getComputedStyle(el, pseudo || null)
      if (!style) return ''
      const declare = ([name, end]: [string, string]) =>
        end ? `${name}:${end};` : declaration(style, name)
      return [...properties].map(declare).join('')
    },
    pseudos: (el) => [...(known.get(el)?.keys() ?? [])].filter(Boolean),
  }
}

/** A form named `getAnimations` would stand in front of the document's own function. */
function animationsOf(root: Document | ShadowRoot): Animation[] {
  const whole = dom.nodeType(root) === 9
  return whole ? Document.prototype.getAnimations.call(root) : root.getAnimations()
}

/** Animations by scroll position find their value again by themselves. */
function followsScroll({ timeline }: Animation): boolean {
  return timeline !== null && String(timeline) !== '[object DocumentTimeline]'
}

/** A thousand elements mostly run one animation, so its key frames are read once. */
function propertiesOf(
  animation: Animation,
  effect: KeyframeEffect,
  names: Map<string, string[]>,
): string[] {
  const { transitionProperty } = animation as Partial<CSSTransition>
  if (transitionProperty) return [transitionProperty]
  const { animationName = '' } = animation as Partial<CSSAnimation>
  const known = animationName && names.get(animationName)
  if (known) return known
  const keys = new Set(effect.getKeyframes().flatMap((frame) => Object.keys(frame)))
  const own = animationName ? customProperties(effect.target, animationName) : []
  const found = [...keys]
    .filter((key) => !DESCRIPTORS.has(key))
    .map(propertyName)
    .concat(own)
  names.set(animationName, found)
  return found
}

/** Chromium's key frames don't tell of custom properties; the rules they were made from do. */
function customProperties(target: Element | null, name: string): string[] {
  const root = target?.getRootNode() as Document | ShadowRoot | undefined
  const found = new Set<string>()
  for (const sheet of root?.styleSheets ?? []) {
    try {
      for (const rule of sheet.cssRules) addCustom(rule, name, found)
    } catch {
      // A sheet of another site may not be looked into.
    }
  }
  return [...found]
}

function addCustom(rule: CSSRule, name: string, found: Set<string>): void {
  const { type, name: own, cssRules } = rule as CSSKeyframesRule
  // Groups of rules may hold key frames as well; types 4 and 12 are @media and @supports, 0 @layer.
  if (type === 7 && own === name) {
    for (const frame of cssRules as Iterable<CSSKeyframeRule>) {
      for (const key of frame.style) if (key.startsWith('--')) found.add(key)
    }
  } else if (type === 4 || type === 12 || type === 0) {
    for (const each of cssRules ?? []) addCustom(each, name, found)
  }
}

const propertyName = (key: string): string =>
  key.startsWith('--')
    ? key
    : key
        .replace(/^css(?=Offset|Float)/, '')
        .replace(/[A-Z]/g, (c, at) => `${at ? '-' : ''}${c.toLowerCase()}`)

/** What an animation that ends leaves behind, which is nothing where it fills nothing; undefined for others. */
function endOf(effect: KeyframeEffect): Record<string, string> | undefined {
  const { endTime, fill, direction, iterations = 1 } = effect.getComputedTiming()
  if (endTime === Infinity) return undefined
  if (fill !== 'forwards' && fill !== 'both') return {}
  const even = iterations % 2 === 0
  const back = { 'reverse': true, 'alternate': even, 'alternate-reverse': !even, 'normal': false }
  const frame = effect.getKeyframes().at(back[direction ?? 'normal'] ? 0 : -1) ?? {}
  const values = Object.entries(frame).filter(([key]) => !DESCRIPTORS.has(key))
  return Object.fromEntries(values.map(([key, value]) => [propertyName(key), String(value)]))
}

function declaration(style: CSSStyleDeclaration, name: string): string {
  const value = style.getPropertyValue(name)
  return value && `${name}:${value};`
}

/** Whether a style sheet animated the element, be it over or not: replayed, it would begin anew. */
export function wasAnimated({ animationName, animationTimeline }: CSSStyleDeclaration): boolean {
  if (!animationName || animationName === 'none') return false
  return !/scroll|view|--/.test(animationTimeline ?? '')
}

export const SVG_ANIMATIONS = /^(?:animate(?:Transform|Motion|Color)?|set)$/

/** Values that the animation elements of SVG give attributes; `matrix` stands for the transformation. */
export function svgValues(el: Element): { style: string; set: Record<string, string> } {
  const set: Record<string, string> = {}
  let style = ''
  const css = dom.viewOf(el)?.getComputedStyle(el)
  for (const child of el.children) {
    const kind = dom.localName(child)
    if (!css || !SVG_ANIMATIONS.test(kind) || dom.hasAttribute(child, 'href')) continue
    const name = dom.attribute(child, 'attributeName')
    if (kind === 'animateTransform' || kind === 'animateMotion') {
      const matrix = ownMatrix(el)
      if (matrix) set['transform'] = matrix
    } else if (css.getPropertyValue(name)) style += declaration(css, name)
    else {
      const value = animatedAttribute(el, name)
      if (value) set[name] = value
    }
  }
  return { style, set }
}

/** The element's coordinates in those of its parent. */
function ownMatrix(el: Element): string {
  const parent = dom.parentNode(el) as Partial<SVGGraphicsElement> | null
  const outer = parent?.getScreenCTM?.()
  const own = (el as Partial<SVGGraphicsElement>).getScreenCTM?.()
  if (!outer || !own) return ''
  const { a, b, c, d, e, f } = outer.inverse().multiply(own)
  return `matrix(${[a, b, c, d, e, f].map((n) => Number(n.toFixed(5))).join(' ')})`
}

/** What the SVG DOM says of an attribute now. */
function animatedAttribute(el: Element, name: string): string {
  if (name === 'points') return listText((el as SVGPolygonElement).animatedPoints)
  const now: unknown = (el as unknown as Record<string, { animVal?: unknown } | undefined>)[name]
    ?.animVal
  if (typeof now === 'number' || typeof now === 'string') return String(now)
  if (now && typeof now === 'object' && 'valueAsString' in now) return String(now.valueAsString)
  if (!now || typeof now !== 'object' || !('width' in now) || !('x' in now)) return ''
  const { x, y, width, height } = now as DOMRect
  return [x, y, width, height].join(' ')
}

function listText(points: SVGPointList | undefined): string {
  return [...(points ?? [])].map(({ x, y }) => `${x},${y}`).join(' ')
}
