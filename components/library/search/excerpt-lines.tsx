import type { Hit } from '../../../utils/search/excerpt/find-hits.ts'
import { Marked } from '../../ui/marked.tsx'
import { OfVersion } from '../../ui/of-version.tsx'
import './excerpt-lines.css'

/** Some lines of a page around what was searched for. */
export function ExcerptLines({ hit: { excerpt, older } }: { hit: Hit }) {
  if (!excerpt) return null
  return (
    <p class="row-excerpt" dir="auto" data-role="excerpt">
      {older && <OfVersion at={older.capturedAt} />}
      <Marked {...excerpt} />
    </p>
  )
}
