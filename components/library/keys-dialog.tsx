import { X } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { type MessageKey, t } from '../../utils/i18n/t.ts'
import { IconButton } from '../ui/icon-button.tsx'
import './keys-dialog.css'

const KEYS: { keys: string[]; does: MessageKey }[] = [
  { keys: ['/'], does: 'library.keySearch' },
  { keys: ['N'], does: 'library.keyAdd' },
  { keys: ['J', '↓'], does: 'library.keyNext' },
  { keys: ['K', '↑'], does: 'library.keyPrevious' },
  { keys: ['Enter'], does: 'library.keyOpen' },
  { keys: ['E'], does: 'library.keyTags' },
  { keys: ['S'], does: 'library.keyStar' },
  { keys: ['A'], does: 'library.keyArchive' },
  { keys: ['#'], does: 'library.keyTrash' },
  { keys: ['Ctrl Z'], does: 'library.keyUndo' },
  { keys: ['Esc'], does: 'library.keyClose' },
  { keys: ['?'], does: 'library.keys' },
]

/** All keys of the library. */
export function KeysDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class="keys"
      aria-labelledby="keys-title"
      data-role="keys"
      onClose={close}
      closedby="any"
    >
      <div class="keys-body">
        <header class="keys-head">
          <h2 id="keys-title">{t('library.keys')}</h2>
          <IconButton icon={X} label={t('ui.close')} onClick={close} />
        </header>
        <dl class="keys-list">
          {KEYS.map(({ keys, does }) => (
            <div key={does} class="keys-row">
              <dt>{t(does)}</dt>
              <dd>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </dialog>
  )
}
