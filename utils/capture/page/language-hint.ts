import * as dom from './dom.ts'
import { languageOf } from './encoding-language.ts'
import type { DocumentContext } from './page-context.ts'

/** Says in markup what the encoding said, and what kind of font pages without any get by it. */
export function languageHint({ doc, view }: DocumentContext): string {
  const language = languageOf(dom.documentOf.characterSet(doc))
  if (!language) return ''
  const root = dom.documentOf.root(doc)
  const plain = root && view?.getComputedStyle(root).fontFamily === 'sans-serif'
  return `<meta http-equiv="content-language" content="${language}">${plain ? SANS_SERIF : ''}`
}

/** In the first layer, so that it is weaker than all the page says. */
const SANS_SERIF = '<style data-linkshot="language">@layer{:root{font-family:sans-serif}}</style>'
