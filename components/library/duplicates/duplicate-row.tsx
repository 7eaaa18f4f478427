import { CircleX, ExternalLink, Star } from 'lucide'
import { t, tn } from '../../../utils/i18n/t.ts'
import type { Link } from '../../../utils/model/link.ts'
import { dateTime, shortDate } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { SiteIcon } from '../../ui/site-icon.tsx'

interface Props {
  link: Link
  /** Of the group of radio buttons. */
  name: string
  chosen: boolean
  choose: () => void
  open: () => void
  /** Says that this one is another page than the rest; undefined where there are only two. */
  leaveOut: (() => void) | undefined
}

/** One link of a group, with what helps to tell which is to stay. */
export function DuplicateRow({ link, name, chosen, choose, open, leaveOut }: Props) {
  const { id, title, url, starred, lang } = link
  return (
    <div class="like-row" data-link-id={id} data-chosen={chosen}>
      <label class="like-choice">
        <input type="radio" name={name} checked={chosen} onChange={choose} />
        <SiteIcon url={url} icon={link.icon} />
        <span class="like-text">
          <span class="like-title">
            {starred === 1 && <Icon node={Star} filled />}
            <span class="like-name" dir="auto" {...(lang ? { lang } : {})}>
              {title || url}
            </span>
          </span>
          <span class="like-address" dir="ltr" title={url}>
            {url}
          </span>
          <span class="like-facts">{factsOf(link).join(' · ')}</span>
        </span>
      </label>
      {chosen && <span class="like-stays">{t('duplicates.stays')}</span>}
      <IconButton icon={ExternalLink} label={t('ui.open')} data-action="open" onClick={open} />
      {leaveOut && (
        <IconButton
          icon={CircleX}
          label={t('duplicates.leaveOut')}
          data-action="leave-out"
          onClick={leaveOut}
        />
      )}
    </div>
  )
}

function factsOf({ createdAt, versions, tags, note }: Link): string[] {
  return [
    t('duplicates.since', shortDate(createdAt), dateTime(createdAt)),
    versions === 0 ? t('duplicates.noVersion') : tn('ui.versions', versions),
    ...(tags.length > 0 ? [tn('duplicates.tags', tags.length)] : []),
    ...(note === '' ? [] : [t('duplicates.hasNote')]),
  ]
}
