import { t } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { byteSize, dateTime } from '../ui/format.ts'

interface Props {
  link: Link
  newest: Snapshot | undefined
}

/** Where it is from, since when it is here and what it takes. */
export function DetailFacts({ link, newest }: Props) {
  return (
    <div class="detail-facts">
      <a
        class="detail-address"
        href={link.url}
        target="_blank"
        rel="noreferrer"
        title={link.url}
        dir="ltr"
      >
        {link.url.replace(/^https?:\/\//, '')}
      </a>
      <p>
        {t('library.keptOn', dateTime(link.createdAt))}
        {newest && ` · ${byteSize(newest.sizes.stored)}`}
      </p>
    </div>
  )
}
