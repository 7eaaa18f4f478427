import { expect, it } from 'vitest'
import { languageOf } from '../../utils/capture/page/encoding-language.ts'

it.each([
  ['GBK', 'zh-CN'],
  ['gb18030', 'zh-CN'],
  ['Big5', 'zh-TW'],
  ['Shift_JIS', 'ja'],
  ['EUC-JP', 'ja'],
  ['ISO-2022-JP', 'ja'],
  ['EUC-KR', 'ko'],
  ['windows-1251', 'ru'],
  ['x-mac-cyrillic', 'ru'],
  ['ISO-8859-5', 'ru'],
  ['ISO-8859-7', 'el'],
  ['ISO-8859-8-I', 'he'],
  ['windows-1256', 'ar'],
  ['windows-874', 'th'],
  ['ISO-8859-15', ''],
  ['windows-1252', ''],
  ['UTF-8', ''],
])(
  'a page in %s is shown as one of language "%s" by browsers that infer it',
  (encoding, language) => {
    expect(languageOf(encoding, true)).toBe(language)
    expect(languageOf(encoding, false)).toBe('')
  },
)
