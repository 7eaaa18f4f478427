import { type MessageKey, t } from '../../utils/i18n/t.ts'
import type { LinkJob } from '../../utils/model/job.ts'
import { timeUntil } from '../ui/format.ts'

const TEXTS: Partial<Record<LinkJob['reason'], MessageKey>> = {
  'timeout': 'library.laterTimeout',
  'server-error': 'library.laterServerError',
  'site-busy': 'library.laterSiteBusy',
}

/** Why a page could not be kept for now, and when it is tried again. */
export const laterText = ({ reason, notBefore = 0 }: LinkJob, now = Date.now()): string =>
  t(TEXTS[reason] ?? 'library.laterNotAnswering', timeUntil(notBefore, now))
