import { type MessageKey, t } from '../../../utils/i18n/t.ts'

const SENTENCES: Record<string, MessageKey> = {
  'bad-item': 'cloud.rejectedForm',
  'bad-field': 'cloud.rejectedForm',
  'bad-stamp': 'cloud.rejectedForm',
  'unknown-kind': 'cloud.rejectedForm',
  'unknown-record': 'cloud.rejectedForgotten',
  'future-stamp': 'cloud.rejectedClock',
  'too-large': 'cloud.rejectedSize',
  'quota': 'cloud.rejectedQuota',
}

/** The message that says why a server refused a record; newer servers may know reasons of their own. */
export const rejectionKey = (reason: string): MessageKey | undefined =>
  Object.hasOwn(SENTENCES, reason) ? SENTENCES[reason] : undefined

export function rejectionText(reason: string): string {
  const key = rejectionKey(reason)
  return key ? t(key) : t('cloud.rejectedOther', reason)
}
