import { isGecko } from '../../shared/is-gecko.ts'
import * as dom from './dom.ts'
import type { DocumentContext } from './page-context.ts'

const LANGUAGES: readonly (readonly [RegExp, string])[] = [
  [/^gb/i, 'zh-CN'],
  [/^big5/i, 'zh-TW'],
  [/jp|jis/i, 'ja'],
  [/euc-kr/i, 'ko'],
  [/koi8|1251|8859-5|866|cyrillic/i, 'ru'],
  [/1253|8859-7/, 'el'],
  [/1255|8859-8/, 'he'],
  [/1256|8859-6/, 'ar'],
  [/874/, 'th'],
]

/**
 * The language whose fonts and sizes a page of an encoding gets where it names none. Only Firefox infers
 * one, and what is kept is UTF-8, which says nothing.
 */
export function languageOf(encoding: string, infers = isGecko()): string {
  return (infers && LANGUAGES.find(([names]) => names.test(encoding))?.[1]) || ''
}

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
