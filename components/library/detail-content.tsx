import { ExternalLink } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { AlsoKept } from '../ui/also-kept.tsx'
import { Button } from '../ui/button.tsx'
import { LinkNote } from '../ui/link-note.tsx'
import { LinkTags } from '../ui/link-tags.tsx'
import { LinkTitle } from '../ui/link-title.tsx'
import { MissingList } from '../ui/missing-list.tsx'
import { Notices } from '../ui/notices.tsx'
import { useAlsoKept } from '../ui/use-also-kept.ts'
import { DetailFacts } from './detail-facts.tsx'
import { DetailJob } from './detail-job.tsx'
import { DetailPicture } from './detail-picture.tsx'
import { StateSwitch } from './state-switch.tsx'
import { VersionList } from './version-list.tsx'

interface Props {
  link: Link
  /** Newest first. */
  versions: Snapshot[]
  /** Opens the newest one, or the older one that a search found. */
  open: (link: Link) => void
  openViewer: (snapshot: string) => void
  openAddress: (url: string) => void
  showLink: (linkId: number) => void
  allowSites: () => void
}

export function DetailContent({ link, versions, openViewer, openAddress, ...props }: Props) {
  const newest = versions[0]
  const similar = useAlsoKept(link.similarKeys, link.id)
  return (
    <div class="detail-body">
      <DetailPicture
        link={link}
        newest={newest}
        open={() => (newest ? openViewer(newest.uid) : openAddress(link.url))}
      />
      <LinkTitle key={`title-${link.id}`} link={link} />
      <DetailFacts link={link} newest={newest} />
      <Notices notices={newest?.notices ?? []} />
      <div class="detail-open">
        {newest && (
          <Button
            look="primary"
            icon={ExternalLink}
            data-action="open"
            onClick={() => props.open(link)}
          >
            {t('library.openSnapshot')}
          </Button>
        )}
        <Button data-action="open-original" onClick={() => openAddress(link.url)}>
          {t('library.openOriginal')}
        </Button>
      </div>
      <DetailJob link={link} allowSites={props.allowSites} />
      {link.state !== 'trash' && <StateSwitch link={link} />}
      <LinkTags link={link} />
      <LinkNote key={`note-${link.id}`} link={link} />
      <AlsoKept links={similar} open={({ id }) => props.showLink(id)} />
      <VersionList versions={versions} openViewer={openViewer} />
      {newest?.status === 'complete' && <MissingList missing={newest.missing} />}
    </div>
  )
}
