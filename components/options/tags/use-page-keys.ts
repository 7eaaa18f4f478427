import { useLayoutEffect, useRef } from 'preact/hooks'

export type PageKeys = Partial<Record<string, () => void>>

/** Runs `keys[key]` for keys pressed outside of fields and dialogs; 'mod+z' is Ctrl or Cmd with Z. */
export function usePageKeys(keys: PageKeys): void {
  const newest = useRef(keys)
  newest.current = keys
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event
      if (altKey || event.isComposing || event.defaultPrevented) return
      if (target instanceof Element && target.closest('input, textarea, dialog[open], [role=menu]'))
        return
      const action = newest.current[ctrlKey || metaKey ? `mod+${key.toLowerCase()}` : key]
      if (!action) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
