/** Runs in the page: the text that is selected in this frame. Self-contained, since its source alone travels. */
export function selectedText(): string {
  return String(getSelection() ?? '')
}
