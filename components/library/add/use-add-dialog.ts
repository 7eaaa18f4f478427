import { useCallback, useEffect, useState } from 'preact/hooks'
import type { AddRequest, Route } from '../route.ts'
import { type Passage, passageOf } from './sources/source.ts'

export interface AddDialogState {
  /** What it is open with, each request with a number of its own. */
  request: (AddRequest & { number: number }) | undefined
  open: (from: Passage) => void
  openFiles: (files: File[]) => void
  close: () => void
}

const NOTHING: AddRequest = { text: '', windowId: 0, tabId: 0 }

/** Opens the dialog for '#/add?…', for what was dropped or pasted, and on demand. */
export function useAddDialog(
  route: Route,
  replace: (change: Partial<Route>) => void,
): AddDialogState {
  const [request, setRequest] = useState(() => numbered(route.add))
  const ask = (wanted: Partial<AddRequest>) => setRequest(numbered({ ...NOTHING, ...wanted }))
  const open = useCallback((from: Passage) => ask(from), [])
  const openFiles = useCallback((files: File[]) => ask({ files }), [])
  const asked = JSON.stringify(route.add)
  useEffect(() => {
    if (route.add) setRequest((old) => (isSame(old, asked) ? old : numbered(route.add)))
  }, [asked])
  usePaste(open, openFiles)
  const close = () => {
    setRequest(undefined)
    if (route.add) replace({})
  }
  return { request, open, openFiles, close }
}

let last = 0
const numbered = (request: AddRequest | undefined) => request && { ...request, number: ++last }

const isSame = (old: AddDialogState['request'], asked: string | undefined): boolean =>
  JSON.stringify({ ...old, number: undefined }) === asked

/** Pasting anywhere but into a field adds what is pasted. */
function usePaste(open: (from: Passage) => void, openFiles: (files: File[]) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (isField(event.target)) return
      const files = [...(event.clipboardData?.files ?? [])]
      const passage = passageOf(event.clipboardData)
      if (passage.text.trim() === '' && passage.html === '' && files.length === 0) return
      event.preventDefault()
      if (files.length > 0) openFiles(files)
      else open(passage)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [open, openFiles])
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, dialog, [role=dialog]') !== null
