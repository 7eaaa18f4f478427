import { Download, RefreshCw } from 'lucide'
import { type MessageKey, t, tn } from '../../../utils/i18n/t.ts'
import type { RejectedRecord } from '../../../utils/model/cloud.ts'
import { Button } from '../../ui/button.tsx'
import { AskLine } from '../ask-line.tsx'
import { Section } from '../section.tsx'
import { rejectionText } from './rejection-text.ts'

export interface RejectedCardProps {
  /** The first of them. */
  records: RejectedRecord[]
  /** How many there are. */
  total: number
  /** All where none are named. */
  retry: (ids?: string[]) => void
  discard: (ids: string[]) => Promise<void>
  save: () => void
}

/** What the server refused, each with its reason, and what can be done about it. */
export function RejectedCard({ records, total, retry, discard, save }: RejectedCardProps) {
  return (
    <Section title={t('cloud.rejected')} hint={t('cloud.rejectedHint')}>
      <div class="options-line" data-role="rejected" data-count={total}>
        <p class="options-label options-text">{tn('cloud.rejectedCount', total)}</p>
        <div class="options-actions">
          <Button size="small" icon={Download} data-action="export-rejected" onClick={save}>
            {t('cloud.exportRejected')}
          </Button>
          <Button
            size="small"
            icon={RefreshCw}
            data-action="retry-all-rejected"
            onClick={() => retry()}
          >
            {t('cloud.retryAll')}
          </Button>
        </div>
      </div>
      {records.map((record) => (
        <Row key={record.id} record={record} retry={retry} discard={discard} />
      ))}
      {total > records.length && (
        <p class="options-line options-line-quiet">
          {tn('cloud.rejectedMore', total - records.length)}
        </p>
      )}
    </Section>
  )
}

const KINDS: Record<RejectedRecord['kind'], MessageKey> = {
  link: 'cloud.kindLink',
  tag: 'cloud.kindTag',
  snapshot: 'cloud.kindSnapshot',
  setting: 'cloud.kindSetting',
}

interface RowProps extends Pick<RejectedCardProps, 'retry' | 'discard'> {
  record: RejectedRecord
}

function Row({ record, retry, discard }: RowProps) {
  const name = record.name || t('cloud.nameless')
  return (
    <AskLine
      name="discard"
      small
      open={t('cloud.discard')}
      openLabel={t('cloud.discardOf', name)}
      others={
        <Button
          size="small"
          data-action="retry-rejected"
          aria-label={t('cloud.retryOf', name)}
          onClick={() => retry([record.id])}
        >
          {t('cloud.retry')}
        </Button>
      }
      question={<p>{t('cloud.discardAsk')}</p>}
      keep={t('cloud.discardKeep')}
      confirm={t('cloud.discardNow')}
      busy={t('cloud.discarding')}
      run={() => discard([record.id])}
    >
      <div class="options-text" data-role="rejected-record" data-id={record.id}>
        <p class="cloud-rejected-name" dir="auto" title={name}>
          {name}
        </p>
        <p class="options-hint cloud-small">
          <span class="cloud-kind">{t(KINDS[record.kind])}</span>
          {rejectionText(record.reason)}
        </p>
      </div>
    </AskLine>
  )
}
