import { Info } from 'lucide'
import { indexFigures } from '../../../utils/db/text-index/index-figures.ts'
import { languageTag, tn } from '../../../utils/i18n/t.ts'
import { Icon } from '../../ui/icon.tsx'
import { useCalmLive } from '../use-calm-live.ts'

/** While the first index is built: how far it is, since of older pages not all is found before. */
export function IndexNote() {
  const figures = useCalmLive(indexFigures, true)
  const { building, documents } = figures ?? {}
  // One that is built anew takes the place of one that is whole.
  if (!building || documents === building.of || building.done === building.of) return null
  return (
    <p class="query-notice" data-role="indexing">
      <Icon node={Info} />
      <span>
        {tn('library.indexing', building.of, building.done.toLocaleString(languageTag()))}
      </span>
    </p>
  )
}
