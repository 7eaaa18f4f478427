import { ChevronRight } from 'lucide'
import { syncText, t } from '../../../utils/i18n/t.ts'
import type { SyncLogEntry } from '../../../utils/model/cloud.ts'
import { dateTime } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { count } from '../backup/count.ts'

/** What the last passes came to. */
export function SyncLog({ log }: { log: SyncLogEntry[] }) {
  return (
    <details class="cloud-details" data-role="log">
      <summary class="cloud-summary">
        <Icon node={ChevronRight} />
        {t('cloud.log')}
      </summary>
      {log.length === 0 ? (
        <p class="cloud-log-none">{t('cloud.logEmpty')}</p>
      ) : (
        <ol
          class="cloud-log"
          aria-label={t('cloud.log')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
          tabIndex={0}
        >
          {log.map((entry) => (
            <Entry key={entry.at} entry={entry} />
          ))}
        </ol>
      )}
    </details>
  )
}

function Entry({ entry }: { entry: SyncLogEntry }) {
  const { at, pulled, pushed, bodies, reason, detail } = entry
  const quiet = pulled + pushed + bodies === 0
  return (
    <li class="cloud-log-entry" data-reason={reason}>
      <time class="cloud-log-time" dateTime={new Date(at).toISOString()}>
        {dateTime(at)}
      </time>
      <div class="options-text">
        {!(quiet && reason) && (
          <p>
            {quiet
              ? t('cloud.logNothing')
              : t('cloud.logDid', count(pulled), count(pushed), count(bodies))}
          </p>
        )}
        {reason && <p class="cloud-log-reason">{syncText(reason)}</p>}
        {detail && (
          <p class="cloud-detail" dir="auto">
            {detail}
          </p>
        )}
      </div>
    </li>
  )
}
