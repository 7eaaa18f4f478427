import { Trash } from 'lucide'
import { useMemo, useState } from 'preact/hooks'
import { linksByIds } from '../../../utils/db/queries.ts'
import type { LargeLink } from '../../../utils/db/storage-shares.ts'
import { t, tn } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import { Button } from '../../ui/button.tsx'
import { byteSize, hostOf } from '../../ui/format.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { runAct } from '../../ui/run-act.ts'
import { SiteIcon } from '../../ui/site-icon.tsx'
import { useLive } from '../../ui/use-live.ts'

/** As many as are shown at first, and more by each click. */
const PAGE = 8

/** Links with what their versions take; each leads to its details, or goes into the trash. */
export function LargestLinks({ largest }: { largest: readonly LargeLink[] }) {
  const [limit, setLimit] = useState(PAGE)
  const first = useMemo(() => largest.slice(0, limit), [largest, limit])
  const rows = useLive(() => linksByIds(first.map(({ link }) => link.id)), [first])
  const there = new Set(rows?.flatMap((row) => (row && row.state !== 'trash' ? [row.id] : [])))
  if (largest.length === 0) return <p class="storage-none">{t('storage.sharesNone')}</p>
  return (
    <>
      <ol class="storage-list">
        {first
          .filter(({ link }) => there.has(link.id))
          .map((each) => (
            <LargeLine key={each.link.id} {...each} />
          ))}
      </ol>
      {largest.length > limit && (
        <div class="storage-more">
          <Button size="small" look="quiet" onClick={() => setLimit(limit + 4 * PAGE)}>
            {t('storage.more')}
          </Button>
        </div>
      )}
    </>
  )
}

function LargeLine({ link, bytes, versions }: LargeLink) {
  const { id, title, url } = link
  const name = title || url
  const drop = () => void runAct(tn('library.trashed', 1), send('trash-links', { linkIds: [id] }))
  return (
    <li class="storage-row" data-role="large-link" data-link-id={id} data-bytes={bytes}>
      <SiteIcon url={url} />
      <span class="storage-text">
        <a class="storage-name" dir="auto" href={`library.html#/all?link=${id}`} title={name}>
          {name}
        </a>
        <span class="storage-host" dir="ltr">
          {hostOf(url)}
        </span>
      </span>
      <span class="storage-of">{tn('ui.versions', versions)}</span>
      <span class="storage-bytes">{byteSize(bytes)}</span>
      <IconButton
        icon={Trash}
        label={t('storage.toTrash', name)}
        data-action="trash"
        onClick={drop}
      />
    </li>
  )
}
