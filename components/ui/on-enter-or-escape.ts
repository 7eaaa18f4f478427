/**
 * The keys of a field whose text is taken or given up. Neither counts while an input method composes with it.
 */
export const onEnterOrEscape = (enter: () => void, leave: () => void) => (event: KeyboardEvent) => {
  if (event.isComposing) return
  if (event.key === 'Enter') enter()
  if (event.key === 'Escape') leave()
}
