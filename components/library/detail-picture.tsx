import { readBody, thumbOf } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { SiteIcon } from '../ui/site-icon.tsx'
import { useBlobUrl } from '../ui/use-blob-url.ts'

interface Props {
  link: Link
  newest: Snapshot | undefined
  open: () => void
}

/** The picture of the newest version; a click opens it. */
export function DetailPicture({ link, newest, open }: Props) {
  const hash = newest?.screenshot ?? ''
  const picture = useBlobUrl(
    () => (hash === '' ? thumbOf(link.id) : readBody(hash)),
    [link.id, link.thumb, hash],
  )
  return (
    <button
      type="button"
      class="detail-picture"
      aria-label={t(newest ? 'library.openSnapshot' : 'library.openOriginal')}
      onClick={open}
    >
      {picture && <img src={picture} alt="" />}
      {picture === '' && <SiteIcon url={link.url} icon={link.icon} size="large" />}
    </button>
  )
}
