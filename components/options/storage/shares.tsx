import { useMemo, useState } from 'preact/hooks'
import { allTags } from '../../../utils/db/queries.ts'
import type { StorageIndex } from '../../../utils/db/storage-index.ts'
import { storageShares } from '../../../utils/db/storage-shares.ts'
import { type MessageKey, t } from '../../../utils/i18n/t.ts'
import { useLive } from '../../ui/use-live.ts'
import { LargestLinks } from './largest-links.tsx'
import { ShareList } from './share-list.tsx'
import { siteRows, tagRows } from './share-rows.ts'

const VIEWS = ['links', 'sites', 'tags'] as const
type View = (typeof VIEWS)[number]

const NAMES: Record<View, MessageKey> = {
  links: 'storage.byLink',
  sites: 'storage.bySite',
  tags: 'storage.byTag',
}

/** The largest pages, sites and tags. */
export function Shares({ index }: { index: StorageIndex }) {
  const [view, setView] = useState<View>('links')
  const shares = useMemo(() => storageShares(index), [index])
  const tags = useLive(allTags, []) ?? []
  return (
    <section class="options-section" data-role="shares">
      <div class="storage-shares-head">
        <h2 class="options-heading">{t('storage.sharesTitle')}</h2>
        <div class="storage-views">
          {VIEWS.map((each) => (
            <button
              key={each}
              type="button"
              class="storage-view"
              aria-pressed={each === view}
              data-action={`by-${each}`}
              onClick={() => setView(each)}
            >
              {t(NAMES[each])}
            </button>
          ))}
        </div>
      </div>
      <div class="options-card">
        {view === 'links' && <LargestLinks largest={shares.largest} />}
        {view === 'sites' && <ShareList key="sites" rows={siteRows(shares.sites)} />}
        {view === 'tags' && <ShareList key="tags" rows={tagRows(shares.tags, tags)} />}
      </div>
      <p class="options-hint options-section-hint">{t('storage.sharesHint')}</p>
    </section>
  )
}
