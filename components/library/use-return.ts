import { useLayoutEffect, useRef } from 'preact/hooks'

/** Keys go on where they were, unless another control took the focus. */
export function useReturn(): void {
  // Read while drawing: the field takes the focus before any effect of this component.
  const before = useRef(document.activeElement)
  useLayoutEffect(
    () => () => {
      const { current } = before
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return
        if (current instanceof HTMLElement && current.isConnected) current.focus()
      })
    },
    [],
  )
}
