import { X } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { type MessageKey, t } from '../../utils/i18n/t.ts'
import { IconButton } from '../ui/icon-button.tsx'
import './keys-dialog.css'

type Row = [does: MessageKey, ...keys: string[]]

/** The one key without a sign; its name is translated. */
const SPACE = ' '

const GROUPS: { title: MessageKey; rows: Row[] }[] = [
  {
    title: 'library.keysMove',
    rows: [
      ['library.keyNext', 'J', '↓'],
      ['library.keyPrevious', 'K', '↑'],
      ['library.keyDetail', 'Enter'],
      ['library.keyOpen', 'O'],
      ['library.keySearch', '/'],
      ['library.keySide', 'T'],
      ['library.keyFilter', '+', '−'],
      ['library.keyViews', '1', '2', '3'],
      ['library.keyClose', 'Esc'],
    ],
  },
  {
    title: 'library.keysSelect',
    rows: [
      ['library.keySelect', SPACE, 'X'],
      ['library.keyExtend', 'Shift ↓'],
      ['library.keyAll', 'Ctrl A'],
    ],
  },
  {
    title: 'library.keysDo',
    rows: [
      ['library.keyAdd', 'N'],
      ['library.keyTags', 'E'],
      ['library.keyStar', 'S'],
      ['library.keyInbox', 'I'],
      ['library.keyRead', 'R'],
      ['library.keyArchive', 'A'],
      ['library.keyAgain', 'V'],
      ['library.keyExport', 'D'],
      ['library.keyTrash', '#'],
      ['library.keyRestore', 'U'],
      ['library.keyOrder', 'Alt ↑', 'Alt ↓'],
      ['library.keyUndo', 'Ctrl Z'],
      ['library.keys', '?'],
    ],
  },
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
        <div class="keys-groups">
          {GROUPS.map(({ title, rows }) => (
            <section key={title} class="keys-group">
              <h3 class="side-heading">{t(title)}</h3>
              <Rows rows={rows} />
            </section>
          ))}
        </div>
      </div>
    </dialog>
  )
}

function Rows({ rows }: { rows: Row[] }) {
  return (
    <dl>
      {rows.map(([does, ...keys]) => (
        <div key={does} class="keys-row">
          <dt>{t(does)}</dt>
          <dd>
            {keys.map((key) => (
              <kbd key={key}>{key === SPACE ? t('library.space') : key}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
