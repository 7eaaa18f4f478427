import { History } from 'lucide'
import { t, tn } from '../../utils/i18n/t.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { byteSize, dateTime, percent } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { lackingOf } from '../ui/missing-list.tsx'
import { SelectionMark } from '../ui/selection-mark.tsx'

/** What a version takes beside those that were there; it may share all of it with them. */
const addedText = ({ sizes, status }: Snapshot): string =>
  sizes.added === 0 && status === 'complete' ? t('library.nothingNew') : byteSize(sizes.added)

interface Props {
  /** Newest first. */
  versions: Snapshot[]
  openViewer: (snapshot: string) => void
}

/** The versions of a link; a click opens one. */
export function VersionList({ versions, openViewer }: Props) {
  if (versions.length === 0) return <p class="detail-none">{t('library.noVersions')}</p>
  return (
    <section class="detail-versions">
      <h2 class="detail-heading">{tn('ui.versions', versions.length)}</h2>
      <ul>
        {versions.map((version) => (
          <li key={version.uid}>
            <button
              type="button"
              class="detail-version"
              data-role="version"
              data-snapshot={version.uid}
              onClick={() => openViewer(version.uid)}
            >
              <Icon node={History} />
              <span>{dateTime(version.capturedAt)}</span>
              {version.selection && <SelectionMark />}
              {lackingOf(version.missing).length > 0 && version.status === 'complete' && (
                <span class="detail-version-missing">
                  {tn('ui.missingShort', lackingOf(version.missing).length)}
                </span>
              )}
              {version.score !== null && version.score < 1 && (
                <span class="detail-version-score" title={t('score.title', percent(version.score))}>
                  {percent(version.score)}
                </span>
              )}
              <span class="detail-version-size">{addedText(version)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
