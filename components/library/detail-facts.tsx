import { Copy } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { byteSize, dateTime } from '../ui/format.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { showFailure } from '../ui/run-act.ts'
import { showToast } from '../ui/toast-store.ts'

interface Props {
  link: Link
  newest: Snapshot | undefined
}

/** Where it is from, since when it is here and what it takes. */
export function DetailFacts({ link, newest }: Props) {
  return (
    <div class="detail-facts">
      <div class="detail-where">
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
        <IconButton
          class="detail-copy"
          icon={Copy}
          label={t('library.copyAddress')}
          data-action="copy"
          onClick={() => void copy(link.url)}
        />
      </div>
      <p>
        {t('library.keptOn', dateTime(link.createdAt))}
        {newest && ` · ${byteSize(newest.sizes.stored)}`}
      </p>
    </div>
  )
}

const copy = (url: string): Promise<void> =>
  navigator.clipboard.writeText(url).then(() => showToast(t('library.copied')), showFailure)
