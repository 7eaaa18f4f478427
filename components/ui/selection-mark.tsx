import { t } from '../../utils/i18n/t.ts'
import './selection-mark.css'

/** Says of a version that it is only what was selected. */
export function SelectionMark() {
  return (
    <span class="ui-selection-mark" data-role="selection" title={t('ui.selectionHint')}>
      {t('ui.selection')}
    </span>
  )
}
