import { useState } from 'preact/hooks'
import { t, tn } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { byteSize } from '../../ui/format.ts'
import { SiteIcon } from '../../ui/site-icon.tsx'
import { TagDot } from '../../ui/tag-dot.tsx'
import type { ShareRow } from './share-rows.ts'

/** As many as are shown at first, and more by each click. */
const PAGE = 8

/** Sites or tags with what they take, as bars beside the largest. */
export function ShareList({ rows }: { rows: readonly ShareRow[] }) {
  const [limit, setLimit] = useState(PAGE)
  const largest = Math.max(1, rows[0]?.bytes ?? 1)
  if (rows.length === 0) return <p class="storage-none">{t('storage.sharesNone')}</p>
  return (
    <>
      <ol class="storage-list">
        {rows.slice(0, limit).map(({ key, name, bytes, links, href, tag }) => (
          <li key={key} class="storage-row" data-role="share" data-bytes={bytes}>
            {tag ? <TagDot tag={tag} /> : <SiteIcon url={`https://${name}/`} />}
            <a class="storage-name" dir="auto" href={href} title={name}>
              {name}
            </a>
            <span class="storage-meter" aria-hidden="true">
              <span style={{ width: `${(bytes / largest) * 100}%` }} />
            </span>
            <span class="storage-of">{tn('ui.links', links)}</span>
            <span class="storage-bytes">{byteSize(bytes)}</span>
          </li>
        ))}
      </ol>
      {rows.length > limit && (
        <div class="storage-more">
          <Button size="small" look="quiet" onClick={() => setLimit(limit + 4 * PAGE)}>
            {t('storage.more')}
          </Button>
        </div>
      )}
    </>
  )
}
