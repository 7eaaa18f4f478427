import { Undo2, X } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { undoAct } from './run-act.ts'
import { hideToast, onToast, type Toast } from './toast-store.ts'
import './toasts.css'

/** Long enough to read a sentence and reach the button. */
const SHOWN_MS = 8000

interface Props {
  /** Leaves out the others, where the screen itself says what was done. */
  only?: Toast['tone']
}

/** The place at the foot of a page where messages appear; one per page. */
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

function ToastBox({ toast }: { toast: Toast }) {
  const { actId } = toast
  return (
    <div class={`ui-toast ui-toast-${toast.tone}`} data-role="toast">
      <span class="ui-toast-text">{toast.text}</span>
      {actId !== undefined && (
        <Button
          size="small"
          look="quiet"
          icon={Undo2}
          data-action="undo"
          onClick={() => void undoAct(actId)}
        >
          {t('ui.undo')}
        </Button>
      )}
      <IconButton icon={X} label={t('ui.close')} onClick={() => hideToast(toast.id)} />
    </div>
  )
}
