export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'error'
  /** Act to undo; the toast then has an Undo button. */
  actId?: string
  /** Takes back what is no act; the toast then has the same button. */
  undo?: () => void
}

let next = 1
let current: Toast | undefined
const listeners = new Set<(toast: Toast | undefined) => void>()

/** Shows a message at the foot of the page in place of the one before it. */
export function showToast(
  text: string,
  options: Partial<Pick<Toast, 'tone' | 'actId' | 'undo'>> = {},
) {
  set({ tone: 'plain', ...options, id: next++, text })
}

/** Takes the message away, if `id` is still the one shown. */
export function hideToast(id: number): void {
  if (current?.id === id) set(undefined)
}

/** The act the shown message could undo. */
export const undoableAct = (): string | undefined => current?.actId

export function onToast(listener: (toast: Toast | undefined) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function set(toast: Toast | undefined): void {
  current = toast
  for (const listener of listeners) listener(toast)
}
