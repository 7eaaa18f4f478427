import type { DocumentContext } from '../page-context.ts'

/** How an element is written other than by copying it. */
export interface Change {
  tag?: string
  /** Attributes to write with another value, or with null not at all. */
  set?: Readonly<Record<string, string | null>>
  /** More of the start tag, known later. */
  late?: Promise<string>
  /** Replaces all children; already escaped. */
  inner?: string | Promise<string>
  /** Nothing of it is written. */
  drop?: true
}

export type ElementRule = (el: Element, d: DocumentContext) => Change | undefined

/** A rule of one kind of element, put among rules of all kinds. */
export function rule<E extends Element>(
  apply: (el: E, d: DocumentContext) => Change | undefined,
): ElementRule {
  return apply as ElementRule
}
