import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import { Progress } from '../../ui/progress.tsx'
import type { AllSites } from '../../ui/use-all-sites.ts'
import { AskForSites } from './ask-for-sites.tsx'
import { sayKept } from './say-kept.ts'

interface Props {
  windowId: number
  sites: AllSites
  close: () => void
}

/** Keeps all tabs of a window once all sites are allowed; the shelf shows how far it is. */
export function KeepWindow({ windowId, sites, close }: Props) {
  const begun = useRef(false)
  useEffect(() => {
    if (!sites.allowed || begun.current) return
    begun.current = true
    void sayKept(send('keep-window', { windowId })).then(close)
  }, [sites.allowed])
  return (
    <div class="add-form" data-role="keep-window">
      {sites.allowed === false && <AskForSites sites={sites} text={t('library.windowNeeds')} />}
      {sites.allowed && <Progress label={t('ui.keeping')} />}
    </div>
  )
}
