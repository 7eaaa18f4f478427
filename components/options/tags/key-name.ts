/** A key with those held: 'mod' is Ctrl or Cmd; Shift is named only with keys it doesn't change. */
export function keyName({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const mod = ctrlKey || metaKey
  const held = [mod && 'mod', altKey && 'Alt', shiftKey && key.length > 1 && 'Shift']
  return [...held.filter(Boolean), mod ? key.toLowerCase() : key].join('+')
}

/** Whether the key writes a letter or a digit. */
export const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey && /^[\p{L}\p{N}]$/u.test(key)
