import { ArrowLeft, Camera, Eye, Link2Off, RotateCcw, Trash, X } from 'lucide'
import { linkById, snapshotsOf } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { StarButton } from '../ui/star-button.tsx'
import { useLive } from '../ui/use-live.ts'
import { DetailContent } from './detail-content.tsx'
import { hoped } from './hopes.ts'
import { deleteForGood, keepAgain, keepVisibly, restore, trash } from './link-acts.ts'
import { useHopes } from './use-hopes.ts'
import './detail.css'

interface Props {
  linkId: number
  /** Opens the version that a search found. */
  open: (link: Link) => void
  openViewer: (snapshot: string) => void
  openAddress: (url: string) => void
  showLink: (linkId: number) => void
  allowSites: () => void
  close: () => void
}

/** All about one link. Give it the link's id as key. */
export function Detail({ linkId, close, ...acts }: Props) {
  const known = useLive(async () => ({ link: await linkById(linkId) }), [linkId])
  const versions = useLive(() => snapshotsOf(linkId), [linkId])
  useHopes()
  const link = known?.link && hoped(known.link)
  return (
    <aside
      class="detail"
      aria-label={t('library.detail')}
      data-role="detail"
      onKeyDown={leaveField}
    >
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
      {link && versions && <DetailContent link={link} versions={versions} {...acts} />}
    </aside>
  )
}

/** Escape leaves a field first; the next one closes the pane. */
function leaveField(event: KeyboardEvent): void {
  const { target, key } = event
  if (key !== 'Escape' || !(target instanceof HTMLElement)) return
  if (target.matches('input, textarea')) target.blur()
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
  return (
    <div class="detail-tools">
      <StarButton link={link} />
      <IconButton
        icon={Camera}
        label={t('library.keepAgain')}
        shortcut="V"
        data-action="keep-again"
        onClick={() => void keepAgain(ids)}
      />
      <IconButton
        icon={Eye}
        label={t('library.keepVisibly')}
        data-action="keep-visibly"
        onClick={() => void keepVisibly(link.id)}
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
