import { Camera, CircleCheck, ExternalLink, Undo2 } from 'lucide'
import { jobsOf, snapshotByUid } from '../../utils/db/queries.ts'
import { t, tn } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import { AlsoKept } from '../ui/also-kept.tsx'
import { Button } from '../ui/button.tsx'
import { relativeTime } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { LinkNote } from '../ui/link-note.tsx'
import { JobProgress } from '../ui/link-progress.tsx'
import { LinkTags } from '../ui/link-tags.tsx'
import { LinkTitle } from '../ui/link-title.tsx'
import { Notices } from '../ui/notices.tsx'
import { StarButton } from '../ui/star-button.tsx'
import { useAlsoKept } from '../ui/use-also-kept.ts'
import { useLive } from '../ui/use-live.ts'
import { MissingNote } from './missing-note.tsx'
import { openLink } from './open-link.ts'
import type { PopupProps } from './popup-props.ts'
import { SelectionButton } from './selection-button.tsx'
import type { Keep } from './use-keep.ts'

type Props = PopupProps & { link: Link; keep: Keep }

/** The editor of what was kept, now or earlier. */
export function KeptPane({ link, keep, ...props }: Props) {
  const newest = useLive(() => snapshotByUid(link.latest), [link.latest])
  const similar = useAlsoKept(link.similarKeys, link.id)
  const jobs = useLive(() => jobsOf(link.id), [link.id]) ?? []
  const fresh = keep.step.name === 'kept'
  return (
    <div class="popup-pane">
      <Status link={link} fresh={fresh} at={newest?.capturedAt ?? link.createdAt} />
      <Notices notices={newest?.notices ?? []} />
      <div class="popup-fields">
        <LinkTitle key={`title-${link.id}`} link={link} />
        <LinkTags link={link} autofocus={fresh} />
        <LinkNote key={`note-${link.id}`} link={link} />
      </div>
      <JobProgress jobs={jobs} />
      {newest?.status === 'complete' && (
        <MissingNote missing={newest.missing} permission={props.permission} />
      )}
      <AlsoKept links={similar} open={(other) => openLink(other, props)} />
      <Actions link={link} keep={keep} {...props} />
      {!fresh && <SelectionButton selection={props.selection} keep={keep} />}
    </div>
  )
}

function Status({ link, fresh, at }: { link: Link; fresh: boolean; at: number }) {
  const when = fresh ? t('popup.keptNow') : t('popup.keptAt', relativeTime(at))
  return (
    <div class="popup-status" role="status">
      <Icon node={CircleCheck} />
      <span>{when}</span>
      <span class="popup-versions">
        {link.versions === 0 ? t('popup.linkOnly') : tn('ui.versions', link.versions)}
      </span>
      <StarButton link={link} />
    </div>
  )
}

function Actions({ link, keep, capturable, openViewer }: Props) {
  const fresh = keep.step.name === 'kept'
  return (
    <div class="popup-actions">
      {link.latest !== '' && (
        <Button
          look={fresh ? 'plain' : 'primary'}
          icon={ExternalLink}
          data-action="open"
          onClick={() => openViewer(link.latest)}
        >
          {t('ui.open')}
        </Button>
      )}
      {fresh ? (
        <Button icon={Undo2} data-action="undo" onClick={keep.undo}>
          {t('ui.undo')}
        </Button>
      ) : (
        capturable.ok && (
          <Button icon={Camera} data-action="keep" onClick={keep.keepPage}>
            {t(link.versions === 0 ? 'popup.keep' : 'popup.keepAgain')}
          </Button>
        )
      )}
    </div>
  )
}
