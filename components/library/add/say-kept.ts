import { t } from '../../../utils/i18n/t.ts'
import type { KeptWindow } from '../../../utils/messaging/protocol.ts'
import { showFailure } from '../../ui/run-act.ts'
import { showToast } from '../../ui/toast-store.ts'

/** Says what keeping tabs came to, or why it failed. */
export async function sayKept(keeping: Promise<KeptWindow>): Promise<void> {
  await keeping
    .then(({ kept, queued, skipped }) => showToast(t('menu.windowKept', kept, queued, skipped)))
    .catch(showFailure)
}
