import type { PageText } from '../find/page-texts.ts'
import { foldText } from '../index/fold.ts'
import { nextMatch } from '../query/match-text.ts'
import type { SearchedWords } from './searched-words.ts'

/** The version, of some that are given newest first, which has the most of the words; the newest of these. */
export function versionWith(
  versions: readonly PageText[],
  words: readonly SearchedWords[],
): PageText | undefined {
  let [best] = versions
  if (versions.length < 2) return best
  const wanted = words.map(({ value, exact }) => ({ folded: foldText(value), exact }))
  let most = 0
  for (const version of versions) {
    const text = foldText(version.text)
    const has = wanted.filter(({ folded, exact }) => nextMatch(text, folded, exact, 0) !== -1)
    if (has.length <= most) continue
    best = version
    most = has.length
    if (most === wanted.length) break
  }
  return best
}
