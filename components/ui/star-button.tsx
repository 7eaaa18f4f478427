import { Star } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { Link } from '../../utils/model/link.ts'
import { IconButton } from './icon-button.tsx'
import { runAct } from './run-act.ts'

/** Gives or takes a link's star. */
export function toggleStar(link: Pick<Link, 'id' | 'starred'>): Promise<boolean> {
  const starred = link.starred === 1 ? 0 : 1
  const text = t(starred === 1 ? 'ui.starGiven' : 'ui.starTaken')
  return runAct(text, send('edit-links', { linkIds: [link.id], patch: { starred } }))
}

export function StarButton({ link }: { link: Pick<Link, 'id' | 'starred'> }) {
  return (
    <IconButton
      class="ui-icon-button-star"
      icon={Star}
      label={t('ui.star')}
      shortcut="S"
      pressed={link.starred === 1}
      data-action="star"
      onClick={() => void toggleStar(link)}
    />
  )
}
