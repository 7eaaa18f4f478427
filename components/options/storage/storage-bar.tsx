import { t } from '../../../utils/i18n/t.ts'
import { byteSize } from '../../ui/format.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type Part, partsOf } from './parts.ts'
import type { Figures } from './use-storage.ts'

/** One bar of all that is stored, and what its colours mean. */
export function StorageBar({ figures }: { figures: Figures }) {
  const parts = partsOf(figures)
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0)
  return (
    <section class="storage-use">
      <p class="storage-total">
        <strong data-role="total" data-bytes={total}>
          {byteSize(total)}
        </strong>
        <span>{t('storage.used')}</span>
      </p>
      <div class="storage-bar" aria-hidden="true">
        {parts.map(({ name, colour, bytes }) => (
          <span
            key={name}
            class="storage-stretch"
            title={t('storage.part', t(name), byteSize(bytes))}
            style={{ flexGrow: bytes, background: `var(--tag-${colour})` }}
          />
        ))}
      </div>
      <dl class="storage-legend">
        {parts.map((part) => (
          <LegendLine key={part.name} part={part} total={total} />
        ))}
      </dl>
    </section>
  )
}

function LegendLine({ part, total }: { part: Part; total: number }) {
  const { name, colour, bytes } = part
  return (
    <div class="storage-line" data-kind={name.replace('storage.', '')} data-bytes={bytes}>
      <dt>
        <span class="storage-dot" style={{ background: `var(--tag-${colour})` }} />
        {t(name)}
      </dt>
      <dd>
        <span class="storage-share">{shareOf(bytes, total)}</span>
        <span class="storage-bytes">{byteSize(bytes)}</span>
      </dd>
    </div>
  )
}

const shareOf = (bytes: number, total: number): string =>
  bytes / total < 0.01 ? '< 1 %' : `${Math.round((bytes / total) * 100)} %`

/** In place of the figures while they are added up. */
export function StorageSkeleton() {
  return (
    <section class="storage-use" aria-label={t('storage.counting')} aria-busy="true">
      <p class="storage-total">
        <Skeleton width="120px" height="28px" />
      </p>
      <Skeleton height="12px" />
      <div class="storage-legend">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <Skeleton key={key} height="20px" />
        ))}
      </div>
    </section>
  )
}
