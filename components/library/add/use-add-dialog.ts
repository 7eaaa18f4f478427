import { useCallback, useEffect, useState } from 'preact/hooks'
import type { AddRequest, Route } from '../route.ts'

export interface AddDialogState {
  /** What it is open with. */
  request: AddRequest | undefined
  open: (text: string) => void
  close: () => void
}

/** Opens the dialog for '#/add?…', for text that was dropped or pasted, and on demand. */
export function useAddDialog(
  route: Route,
  replace: (change: Partial<Route>) => void,
): AddDialogState {
  const [request, setRequest] = useState(route.add)
  const open = useCallback((text: string) => setRequest({ text, windowId: 0 }), [])
  const asked = JSON.stringify(route.add)
  useEffect(() => {
    if (route.add) setRequest(route.add)
  }, [asked])
  usePaste(open)
  const close = () => {
    setRequest(undefined)
    if (route.add) replace({})
  }
  return { request, open, close }
}

/** Pasting anywhere but into a field adds what is pasted. */
function usePaste(open: (text: string) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text.trim() === '' || isField(event.target)) return
      event.preventDefault()
      open(text)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [open])
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, dialog, [role=dialog]') !== null
