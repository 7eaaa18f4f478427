import { t, tn } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'

interface Props {
  count: number
  remove: () => void
  clear: () => void
}

/** What can be done to the tags chosen together. */
export function SelectionBar({ count, remove, clear }: Props) {
  return (
    <div class="tag-selection" role="status" data-role="selection">
      <span class="tag-selection-text">{tn('tags.chosen', count)}</span>
      <Button
        size="small"
        look="danger"
        shortcut="Del"
        data-action="delete-chosen"
        onClick={remove}
      >
        {t('tags.delete')}
      </Button>
      <Button size="small" look="quiet" shortcut="Esc" onClick={clear}>
        {t('tags.chooseNone')}
      </Button>
    </div>
  )
}
