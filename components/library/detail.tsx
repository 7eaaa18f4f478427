import { Archive, ArrowLeft, ExternalLink, Inbox, Link2Off, RotateCcw, Trash, X } from 'lucide'
import { linkById, snapshotsOf } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { LinkNote } from '../ui/link-note.tsx'
import { LinkProgress } from '../ui/link-progress.tsx'
import { LinkTags } from '../ui/link-tags.tsx'
import { LinkTitle } from '../ui/link-title.tsx'
import { MissingList } from '../ui/missing-list.tsx'
import { Notices } from '../ui/notices.tsx'
import { StarButton } from '../ui/star-button.tsx'
import { useLive } from '../ui/use-live.ts'
import { DetailFacts } from './detail-facts.tsx'
import { DetailPicture } from './detail-picture.tsx'
import { deleteForGood, restore, toggleArchived, trash } from './link-acts.ts'
import { VersionList } from './version-list.tsx'
import './detail.css'

interface Props {
  linkId: number
  openViewer: (snapshot: string) => void
  openAddress: (url: string) => void
  close: () => void
}

/** All about one link. Give it the link's id as key. */
export function Detail({ linkId, close, ...open }: Props) {
  const known = useLive(async () => ({ link: await linkById(linkId) }), [linkId])
  const versions = useLive(() => snapshotsOf(linkId), [linkId])
  const link = known?.link
  return (
    <aside class="detail" aria-label={t('library.detail')} data-role="detail">
      <header class="detail-head">
        <IconButton class="detail-back" icon={ArrowLeft} label={t('ui.close')} onClick={close} />
        {link && <Tools link={link} close={close} />}
        <IconButton
          class="detail-close"
          icon={X}
          label={t('ui.close')}
          shortcut="Esc"
          onClick={close}
        />
      </header>
      {known && !link && <EmptyState icon={Link2Off} title={t('error.notFound')} />}
      {link && versions && <Content link={link} versions={versions} {...open} />}
    </aside>
  )
}

function Tools({ link, close }: { link: Link; close: () => void }) {
  const ids = [link.id]
  const remove = async () => {
    if (await deleteForGood(ids)) close()
  }
  if (link.state === 'trash') {
    return (
      <div class="detail-tools">
        <Button icon={RotateCcw} data-action="restore" onClick={() => void restore(ids)}>
          {t('library.restore')}
        </Button>
        <Button look="danger" icon={Trash} data-action="delete" onClick={() => void remove()}>
          {t('library.deleteForGood')}
        </Button>
      </div>
    )
  }
  const archived = link.state === 'archived'
  return (
    <div class="detail-tools">
      <StarButton link={link} />
      <IconButton
        icon={archived ? Inbox : Archive}
        label={t(archived ? 'library.toInbox' : 'library.toArchive')}
        shortcut="A"
        data-action="archive"
        onClick={() => void toggleArchived(link.id, link.state)}
      />
      <IconButton
        icon={Trash}
        label={t('library.toTrash')}
        shortcut="#"
        data-action="trash"
        onClick={() => void trash(ids)}
      />
    </div>
  )
}

type ContentProps = Pick<Props, 'openViewer' | 'openAddress'> & { link: Link; versions: Snapshot[] }

function Content({ link, versions, openViewer, openAddress }: ContentProps) {
  const newest = versions[0]
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
            onClick={() => openViewer(newest.uid)}
          >
            {t('library.openSnapshot')}
          </Button>
        )}
        <Button data-action="open-original" onClick={() => openAddress(link.url)}>
          {t('library.openOriginal')}
        </Button>
      </div>
      <LinkProgress linkId={link.id} />
      <LinkTags link={link} />
      <LinkNote key={`note-${link.id}`} link={link} />
      <VersionList versions={versions} openViewer={openViewer} />
      {newest?.status === 'complete' && <MissingList missing={newest.missing} />}
    </div>
  )
}
