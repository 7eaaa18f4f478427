import { type ErrorReason, LinkshotError } from '../model/error.ts'

/** The browsers' own words for why a script may not run somewhere. */
const WORDS: [RegExp, ErrorReason][] = [
  [/showing error page|error page/i, 'page-error'],
  [/gallery|webstore|extensions store/i, 'store-page'],
  [/No tab with id|Invalid tab ID|tab was closed|Frame with ID 0 was removed/i, 'tab-closed'],
  [/Cannot access a (?:chrome|edge|about)|chrome-extension:|moz-extension:/i, 'browser-page'],
  [/Cannot access|permission|cannot be scripted/i, 'no-permission'],
]

/** What a failed injection means for the reader. */
export function injectionError(error: unknown): LinkshotError {
  if (error instanceof LinkshotError) return error
  const text = error instanceof Error ? error.message : String(error)
  const [, reason] = WORDS.find(([words]) => words.test(text)) ?? []
  return new LinkshotError(reason ?? 'unknown', text)
}
