import { useEffect, useRef } from 'preact/hooks'

export type Keys = Partial<Record<string, () => void>>

/**
 * Runs `keys[event.key]` for keys pressed outside of fields; the newest `keys` count. 'mod+z' stands
 * for Ctrl or Cmd with Z, 'shift+ArrowDown' for Shift with a key that types nothing.
 */
export function useKeys(keys: Keys): void {
  const newest = useRef(keys)
  newest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const action = newest.current[nameOf(event)]
      if (!action || event.isComposing || event.defaultPrevented || isTaken(event)) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  if (altKey) return ''
  const mod = ctrlKey || metaKey ? 'mod+' : ''
  if (key.length > 1) return `${mod}${shiftKey ? 'shift+' : ''}${key}`
  // Caps lock changes nothing; signs such as '#' may need Shift.
  return mod + key.toLowerCase()
}

/** Whether the key belongs to what has the focus. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  // What lies behind a dialog is out of reach.
  if (!(target instanceof HTMLElement) || document.querySelector('dialog[open]')) return true
  // What was focused in a dialog that was closed stays so until the next frame, where nothing was before it.
  if (target.closest('dialog')) return false
  if (target.matches('input[type=checkbox]')) return key === ' '
  if (target.closest('input, textarea, select, [role=dialog], [role=menu]')) return true
  if (key !== 'Enter' && key !== ' ') return false
  return target.closest('button, summary, a:not(.row-link)') !== null
}
