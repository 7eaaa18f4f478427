import * as dom from '../dom.ts'
import { isSecret } from '../rules/forms.ts'

interface Checked extends Element {
  validity?: ValidityState
  elements?: HTMLCollection
}

const CONTROLS = /^(?:input|textarea|select|button|output|object)$/
const VALIDITY = ['invalid', 'valid']
const BY_USER = ['user-invalid', 'user-valid']

/** States of a form or control that its kept markup alone would not be in. */
export function formStates(el: Element, name: string): string[] {
  const holds = name === 'form' || name === 'fieldset'
  if (!holds && !CONTROLS.test(name) && !name.includes('-')) return []
  const states = isIndeterminate(el, name) ? ['indeterminate'] : []
  const odd = holds ? [...elementsOf(el)].some(isOdd) : isOdd(el)
  if (odd || name.includes('-'))
    states.push(...VALIDITY.filter((each) => dom.matches(el, `:${each}`)))
  // Only who typed makes a field one of these.
  if (!holds) states.push(...BY_USER.filter((each) => dom.matches(el, `:${each}`)))
  return states
}

const isIndeterminate = (el: Element, name: string): boolean =>
  name === 'input' &&
  (el as HTMLInputElement).type === 'checkbox' &&
  (el as HTMLInputElement).indeterminate

/** A script judged the value, or it is not kept. */
function isOdd(el: Checked): boolean {
  if (dom.localName(el).includes('-')) return dom.matches(el, ':invalid')
  return el.validity?.customError === true || (dom.localName(el) === 'input' && isSecret(el))
}

/** The getters of the prototypes: a field named `elements` would stand in front of the form's own. */
function elementsOf(el: Element): Iterable<Element> {
  const prototype =
    dom.localName(el) === 'form' ? HTMLFormElement.prototype : HTMLFieldSetElement.prototype
  return Object.getOwnPropertyDescriptor(prototype, 'elements')?.get?.call(el) as HTMLCollection
}

/** Width, height, lower margin where it counts for the line, and colour of a box the browser draws. */
export function checkboxLook(el: Element, style: CSSStyleDeclaration): string {
  const { width, height, verticalAlign, marginBottom, accentColor } = style
  const raised = verticalAlign === 'baseline' ? marginBottom : '0'
  const colour = accentColor === 'auto' ? 'rgb(0, 117, 255)' : accentColor
  const shown = dom.matches(el, ':disabled') ? 'rgb(209, 209, 209)' : colour
  const sizes = [width, height, raised].map((each) => Number.parseFloat(each) || 0)
  return `${sizes.join(' ')} ${shown}`
}
