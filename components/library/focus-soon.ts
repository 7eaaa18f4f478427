/** Two seconds of frames: the details of a link wait for the database, which may be writing. */
const TRIES = 120

/** Puts the focus on something that is about to be drawn. */
export function focusSoon(selector: string, tries = TRIES): void {
  const element = document.querySelector<HTMLElement>(selector)
  if (element) element.focus()
  else if (tries > 0) requestAnimationFrame(() => focusSoon(selector, tries - 1))
}
