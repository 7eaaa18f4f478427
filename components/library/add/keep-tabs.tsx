import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import type { ChosenTab } from '../../../utils/messaging/protocol.ts'
import { send } from '../../../utils/messaging/send.ts'
import { Progress } from '../../ui/progress.tsx'
import { sayKept } from './say-kept.ts'

interface Props {
  tabs: ChosenTab[]
  tags: string[]
  close: () => void
}

/** Keeps tabs where they stand; closing it stops nothing. */
export function KeepTabs({ tabs, tags, close }: Props) {
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void sayKept(send('keep-tabs', { tabs, tags })).then(close)
  }, [])
  return (
    <div class="add-form" data-role="keep-tabs">
      <Progress label={t('ui.keeping')} />
    </div>
  )
}
