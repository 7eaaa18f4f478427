/** Puts the focus on something that is about to be drawn. */
export function focusSoon(selector: string, tries = 20): void {
  const element = document.querySelector<HTMLElement>(selector)
  if (element) element.focus()
  else if (tries > 0) requestAnimationFrame(() => focusSoon(selector, tries - 1))
}
