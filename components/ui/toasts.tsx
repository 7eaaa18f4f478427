import { useEffect, useState } from 'preact/hooks'
import { ToastBox } from './toast-box.tsx'
import { hideToast, onToast, type Toast } from './toast-store.ts'
import './toasts.css'

/** Long enough to read a sentence and reach the button. */
const SHOWN_MS = 8000

interface Props {
  /** Leaves out the others, where the screen itself says what was done. */
  only?: Toast['tone']
}

/** The place at the foot of a page where messages appear; one per page, and one in a dialog over it. */
export function Toasts({ only }: Props) {
  const [toast, setToast] = useState<Toast>()
  const [held, setHeld] = useState(false)
  useEffect(() => onToast(setToast), [])
  useEffect(() => {
    if (!toast || held) return
    const timer = setTimeout(() => hideToast(toast.id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [toast, held])
  return (
    <div
      class="ui-toasts"
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      {toast && (!only || toast.tone === only) && <ToastBox key={toast.id} toast={toast} />}
    </div>
  )
}
