import { Info } from 'lucide'
import { type IndexFigures, indexFigures } from '../../../utils/db/text-index/index-figures.ts'
import { languageTag, tn } from '../../../utils/i18n/t.ts'
import { MOST_UNINDEXED } from '../../../utils/search/find/unindexed.ts'
import { Icon } from '../../ui/icon.tsx'
import { useCalmLive } from '../use-calm-live.ts'

/** While the first index is built: how far it is, since of older pages not all is found before. */
export function IndexNote() {
  const figures = useCalmLive(indexFigures, true)
  const { building, documents } = figures ?? {}
  // One that is built anew takes the place of one that is whole; of a few nothing is missing.
  const isWhole = !building || documents === building.of
  if (isWhole || building.of - building.done <= MOST_UNINDEXED) return null
  return <IndexingNote {...building} />
}

export function IndexingNote({ done, of }: NonNullable<IndexFigures['building']>) {
  return (
    <p class="query-notice" data-role="indexing">
      <Icon node={Info} />
      <span>{tn('library.indexing', of, done.toLocaleString(languageTag()))}</span>
    </p>
  )
}
