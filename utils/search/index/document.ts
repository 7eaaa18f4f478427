import type { Link } from '../../model/link.ts'
import { foldText } from './fold.ts'
import { IN_ADDRESS, IN_NOTE, IN_TEXT, IN_TITLE } from './index-reader.ts'

/** What is indexed of a link. */
export interface IndexedLink extends Pick<Link, 'id' | 'title' | 'note' | 'url'> {
  /** The text of its newest version, or of all of them (`joinVersions`); '' where there is none. */
  text: string
}

/** A folded text and the part of a link that it is. */
interface Part {
  field: number
  folded: string
}

/** The texts words of a link are looked for in, the same as `evaluateQuery` looks at but for its tags. */
export function partsOf({ title, note, url, text }: IndexedLink): Part[] {
  const readable = decoded(url)
  return [
    { field: IN_TITLE, folded: foldText(title) },
    { field: IN_NOTE, folded: foldText(note) },
    { field: IN_ADDRESS, folded: foldText(url) },
    ...(readable === url ? [] : [{ field: IN_ADDRESS, folded: foldText(readable) }]),
    { field: IN_TEXT, folded: foldText(text) },
  ].filter(({ folded }) => folded !== '')
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}
