import { Archive, CircleCheck, type IconNode, Inbox } from 'lucide'
import { type MessageKey, t } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import { Icon } from '../ui/icon.tsx'
import { moveTo, type Shelved } from './link-acts.ts'

const STATES: { state: Shelved; icon: IconNode; name: MessageKey; key: string }[] = [
  { state: 'inbox', icon: Inbox, name: 'library.inbox', key: 'I' },
  { state: 'read', icon: CircleCheck, name: 'library.read', key: 'R' },
  { state: 'archived', icon: Archive, name: 'library.archive', key: 'A' },
]

/** Where the link stands: inbox, read or archive. */
export function StateSwitch({ link }: { link: Link }) {
  return (
    <fieldset class="states" aria-label={t('library.state')} data-role="state">
      {STATES.map(({ state, icon, name, key }) => (
        <button
          key={state}
          type="button"
          class="states-choice"
          aria-pressed={link.state === state}
          data-state={state}
          title={`${t(name)}  ${key}`}
          onClick={() => link.state !== state && void moveTo([link.id], state)}
        >
          <Icon node={icon} />
          {t(name)}
        </button>
      ))}
    </fieldset>
  )
}
