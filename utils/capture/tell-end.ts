import { hasWork } from '../db/link-jobs.ts'
import { setting } from '../db/queries.ts'
import { linkBatches } from '../db/queue-queries.ts'
import { setLanguage, t } from '../i18n/t.ts'
import { notify } from '../platform/notifications.ts'

/** Says that the links of a batch are through, once the last of them is; only where its owner wants that. */
export async function tellEnd(batch: string): Promise<void> {
  if (!(await setting('notifyAtEnd')) || (await hasWork(batch))) return
  const sums = (await linkBatches()).find(({ id }) => id === batch)
  if (!sums || sums.total < 2) return
  const { kept, total, failed } = sums
  await setLanguage(await setting('language'))
  const text =
    failed === 0
      ? t('library.batchKept', kept, total)
      : t('library.batchFailed', kept, total, failed)
  await notify(batch, t('library.batchDone'), text)
}
