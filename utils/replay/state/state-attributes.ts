import { attribute } from '../safe-dom.ts'

/*
 * What the markup of a kept page says about its state. Every value may be forged: what is not exactly as
 * described in docs/SNAPSHOT-FORMAT.md counts as not there.
 */

const NUMBER = String.raw`-?\d{1,7}(?:\.\d{1,3})?`
const PAIR = new RegExp(`^(${NUMBER}) (${NUMBER})$`)
const ONE = new RegExp(`^${NUMBER}$`)

export interface Place {
  x: number
  y: number
}

function placeIn(element: Element, name: string): Place | undefined {
  const [, x, y] = PAIR.exec(attribute(element, name) ?? '') ?? []
  return x === undefined ? undefined : { x: Number(x), y: Number(y) }
}

function numberIn(element: Element, name: string): number | undefined {
  const value = attribute(element, name) ?? ''
  return ONE.test(value) ? Number(value) : undefined
}

/** How far the element is scrolled, in CSS pixels. */
export const scrollOf = (element: Element) => placeIn(element, 'data-linkshot-scroll')
/** Where a positioned child of the body stands at the window's corner, in CSS pixels. */
export const windowAnchorOf = (element: Element) => placeIn(element, 'data-linkshot-anchor')
/** The element doesn't position its descendants by itself. */
export const isStatic = (element: Element) =>
  attribute(element, 'data-linkshot-anchor') === 'static'
/** Seconds a song or video has played. */
export const mediaTimeOf = (element: Element) => numberIn(element, 'data-linkshot-time')
/** Place in the order of what stands in front of the page. */
export const layerOf = (element: Element): number =>
  Math.min(Math.max(numberIn(element, 'data-linkshot-layer') ?? 0, 0), 3000)

export const statesOf = (element: Element): string[] =>
  (attribute(element, 'data-linkshot-state') ?? '').split(' ')
