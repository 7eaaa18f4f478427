import { type MessageKey, t } from '../../../utils/i18n/t.ts'
import { Dialog } from './dialog.tsx'

const KEYS: { keys: string[]; does: MessageKey }[] = [
  { keys: ['↑', '↓'], does: 'tags.keyMove' },
  { keys: ['←', '→'], does: 'tags.keyFold' },
  { keys: ['A–Z'], does: 'tags.keyWord' },
  { keys: ['/'], does: 'tags.filter' },
  { keys: ['N'], does: 'tags.create' },
  { keys: ['I'], does: 'tags.createInside' },
  { keys: ['Enter', 'F2'], does: 'tags.rename' },
  { keys: ['C'], does: 'tags.colour' },
  { keys: ['Alt Shift →', 'Ctrl ]'], does: 'tags.nest' },
  { keys: ['Alt Shift ←', 'Ctrl ['], does: 'tags.unnest' },
  { keys: ['V'], does: 'tags.moveTo' },
  { keys: ['M'], does: 'tags.mergeTo' },
  { keys: ['O'], does: 'tags.showLinks' },
  { keys: ['Del', '#'], does: 'tags.delete' },
  { keys: ['Space', 'Shift ↓'], does: 'tags.keyChoose' },
  { keys: ['.', 'Shift F10'], does: 'tags.keyMenu' },
  { keys: ['Ctrl Z'], does: 'ui.undo' },
  { keys: ['?'], does: 'tags.keys' },
]

/** All keys of the tag manager. */
export function TagKeys({ close }: { close: () => void }) {
  return (
    <Dialog title={t('tags.keys')} name="keys" close={close}>
      <dl class="dialog-keys">
        {KEYS.map(({ keys, does }) => (
          <div key={does} class="dialog-key">
            <dt>{t(does)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
