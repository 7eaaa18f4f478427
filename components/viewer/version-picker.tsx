import { ChevronDown } from 'lucide'
import { snapshotsOf } from '../../utils/db/queries.ts'
import { t, tn } from '../../utils/i18n/t.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { dateTime, relativeTime } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { useLive } from '../ui/use-live.ts'

interface Props {
  snapshot: Snapshot
  choose: (uid: string) => void
}

/** When the page was kept; with several versions, a choice among them. */
export function VersionPicker({ snapshot, choose }: Props) {
  const versions = useLive(() => snapshotsOf(snapshot.linkId), [snapshot.linkId]) ?? []
  const ago = relativeTime(snapshot.capturedAt)
  if (versions.length < 2) {
    return (
      <time
        class="viewer-date"
        data-role="date"
        dateTime={new Date(snapshot.capturedAt).toISOString()}
        title={ago}
      >
        {dateTime(snapshot.capturedAt)}
      </time>
    )
  }
  return (
    <label class="viewer-versions" title={`${tn('ui.versions', versions.length)} · ${ago}`}>
      <span class="ui-hidden">{t('viewer.version')}</span>
      <select
        data-role="versions"
        value={snapshot.uid}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {versions.map((version) => (
          <option key={version.uid} value={version.uid}>
            {versionText(version)}
          </option>
        ))}
      </select>
      <Icon node={ChevronDown} />
    </label>
  )
}

const versionText = ({ capturedAt, selection }: Snapshot): string =>
  selection ? `${dateTime(capturedAt)} · ${t('ui.selection')}` : dateTime(capturedAt)
