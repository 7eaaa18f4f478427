import type { ComponentChild } from 'preact'

/** One state of a component. */
export interface State {
  name: string
  show: () => ComponentChild
  /** Draws what the rules for a pointer or the keyboard say, without either. */
  force?: 'hover' | 'active' | 'focus'
  /** Brings the state about once it is drawn: types, opens. */
  play?: (cell: HTMLElement) => void
  /** Takes the whole width. */
  wide?: boolean
  /** Room for what hangs below, a CSS length. */
  height?: string
}

/** All states of one file of components/ui, or of a screen's part; the story's file bears the same name. */
export type Story = State[]

/** Types into the first field of a cell as a user does. */
export function typeInto(cell: HTMLElement, text: string): void {
  const field = cell.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea')
  if (!field) return
  field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** Opens the first `details` of a cell. */
export const unfold = (cell: HTMLElement): void =>
  cell.querySelector('details')?.setAttribute('open', '')

export const noop = (): void => undefined
