import { Undo2, X } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { undoAct } from './run-act.ts'
import { hideToast, type Toast } from './toast-store.ts'
import './toasts.css'

/** One message, with Undo where its act can be taken back. */
export function ToastBox({ toast }: { toast: Toast }) {
  const undo = undoOf(toast)
  return (
    <div class={`ui-toast ui-toast-${toast.tone}`} data-role="toast">
      <span class="ui-toast-text">{toast.text}</span>
      {undo && (
        <Button size="small" look="quiet" icon={Undo2} data-action="undo" onClick={undo}>
          {t('ui.undo')}
        </Button>
      )}
      <IconButton icon={X} label={t('ui.close')} onClick={() => hideToast(toast.id)} />
    </div>
  )
}

function undoOf({ id, actId, undo }: Toast): (() => void) | undefined {
  if (actId !== undefined) return () => void undoAct(actId)
  return (
    undo &&
    (() => {
      undo()
      hideToast(id)
    })
  )
}
