import { setting } from '../../utils/db/queries.ts'
import { busySites } from '../../utils/db/queue-queries.ts'
import { t } from '../../utils/i18n/t.ts'
import { hostOf } from '../../utils/shared/host-of.ts'
import { timeUntil } from '../ui/format.ts'
import { useLive } from '../ui/use-live.ts'
import { useNow } from '../ui/use-now.ts'
import { useOnline } from '../ui/use-online.ts'

/** How often the time that is left is told anew. */
const TICK_MS = 5000

/** Says of an address that waits why it is not opened; '' where only its turn is waited for. */
export function useHolds(): (url: string) => string {
  const paused = useLive(() => setting('linksPaused'), []) ?? false
  const online = useOnline()
  const sites = useLive(busySites, []) ?? []
  useNow(sites.length > 0 ? TICK_MS : 0)
  const now = Date.now()
  const busy = new Map(sites.map(({ host, until }) => [host, until]))
  return (url) => {
    if (paused) return t('library.linksPaused')
    if (!online) return t('library.linksOffline')
    const until = busy.size > 0 ? (busy.get(hostOf(url)) ?? 0) : 0
    return until > now ? t('library.heldSiteBusy', timeUntil(until, now)) : ''
  }
}
