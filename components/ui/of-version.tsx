import { t } from '../../utils/i18n/t.ts'
import { dateTime, shortDate } from './format.ts'
import './of-version.css'

/** Which older version the words behind it are of. It says nothing of the direction these are read in. */
export function OfVersion({ at }: { at: number }) {
  return (
    <bdi class="of-version" data-role="of-version" title={dateTime(at)}>
      {t('ui.ofVersion', shortDate(at))}
    </bdi>
  )
}
