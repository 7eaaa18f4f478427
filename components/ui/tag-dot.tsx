import type { Tag } from '../../utils/model/link.ts'
import { tagColour } from './tag-colour.ts'
import './tag-chip.css'

/** The coloured dot before a tag's name. */
export function TagDot({ tag }: { tag: Pick<Tag, 'id' | 'colour'> }) {
  return <span class="ui-tag-dot" style={{ background: tagColour(tag) }} aria-hidden="true" />
}
