import { linkIds } from '../../../utils/db/queries.ts'
import { t, tn } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import { Button } from '../../ui/button.tsx'
import { byteSize } from '../../ui/format.ts'
import { runAct } from '../../ui/run-act.ts'

interface Props {
  count: number
  /** What only the trash holds; undefined until counted. */
  bytes: number | undefined
  done: () => void
}

/** Deletes what is in the trash; Undo still brings it back, so the space comes with the line below. */
export function EmptyTrash({ count, bytes, done }: Props) {
  const empty = async () => {
    const ids = await linkIds('trash')
    if (await runAct(tn('storage.emptied', ids.length), send('delete-links', { linkIds: ids })))
      done()
  }
  const size = bytes === undefined ? '…' : byteSize(bytes)
  return (
    <div class="options-line" data-role="trash" data-bytes={bytes}>
      <div class="options-text">
        <p class="options-label">{t('storage.trashTitle', size)}</p>
        <p class="options-hint">
          {count === 0 ? t('storage.trashEmpty') : tn('storage.trashHint', count)}
        </p>
      </div>
      <Button data-action="empty-trash" disabled={count === 0} onClick={() => void empty()}>
        {t('storage.emptyTrash')}
      </Button>
    </div>
  )
}
