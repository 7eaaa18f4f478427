import type { Excerpt } from '../../../utils/search/excerpt/make-excerpt.ts'
import { Marked } from '../../ui/marked.tsx'
import './excerpt-lines.css'

/** Some lines of a page around what was searched for. */
export function ExcerptLines({ excerpt }: { excerpt: Excerpt }) {
  return (
    <p class="row-excerpt" dir="auto" data-role="excerpt">
      <Marked {...excerpt} />
    </p>
  )
}
