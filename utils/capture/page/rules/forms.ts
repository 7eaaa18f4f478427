import * as dom from '../dom.ts'
import { escapeText } from '../html-rules.ts'
import type { DocumentContext } from '../page-context.ts'
import { chosenImage } from './images.ts'
import { type Change, type ElementRule, rule } from './rule.ts'

const CHECKABLE = new Set(['checkbox', 'radio'])
/** Types whose value attribute says what was there from the start, or that are not for keeping. */
const UNTYPED = new Set(['hidden', 'submit', 'reset', 'button', 'file', 'image'])

const SECRET_USE = /(?:^|\s)(?:cc-|(?:current|new)-password|one-time-code)/i
const SECRET_NAME =
  /card[-_]?(?:num|no(?![a-z]))|(?:^|[^a-z])(?:cc[-_]?num|cvc|cvv|csc|ccv)|security[-_]?code|passw/i

/** Passwords and card numbers are nobody's to keep. */
export function isSecret(el: Element): boolean {
  return (
    (el as Partial<HTMLInputElement>).type === 'password' ||
    SECRET_USE.test(dom.attribute(el, 'autocomplete')) ||
    SECRET_NAME.test(`${dom.attribute(el, 'name')} ${dom.attribute(el, 'id')}`)
  )
}

function inputChange(el: HTMLInputElement, d: Parameters<ElementRule>[1]): Change | undefined {
  const { type } = el
  if (isSecret(el)) return { set: { value: null } }
  if (CHECKABLE.has(type)) return { set: { checked: el.checked ? '' : null } }
  if (type === 'image') return chosenImage(el, d)
  if (UNTYPED.has(type)) return undefined
  return el.value || dom.hasAttribute(el, 'value') ? { set: { value: el.value } } : undefined
}

function textareaChange(el: HTMLTextAreaElement, d: DocumentContext): Change {
  const value = isSecret(el) ? el.defaultValue : el.value
  return { inner: (value.startsWith('\n') && !d.xml ? '\n' : '') + escapeText(value, d.xml) }
}

export const formRules = {
  input: rule<HTMLInputElement>(inputChange),
  textarea: rule<HTMLTextAreaElement>(textareaChange),
  option: rule<HTMLOptionElement>((el) => ({ set: { selected: el.selected ? '' : null } })),
} satisfies Record<string, ElementRule>
