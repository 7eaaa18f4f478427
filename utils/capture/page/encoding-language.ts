import { isGecko } from '../../shared/is-gecko.ts'

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
