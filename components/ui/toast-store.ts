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
/** The last one shows it: a dialog in front has a place of its own, since nothing behind it can be clicked. */
const places: ((toast: Toast | undefined) => void)[] = []

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
  places.at(-1)?.(undefined)
  places.push(listener)
  listener(current)
  return () => {
    places.splice(places.indexOf(listener), 1)
    places.at(-1)?.(current)
  }
}

function set(toast: Toast | undefined): void {
  current = toast
  places.at(-1)?.(toast)
}
