import type { QueryNotice, QueryReason } from '../../model/query-notice.ts'
import type { Token } from './read-tokens.ts'
import { choicesOf, type Key, languageOf, nameIn } from './vocabulary.ts'

/** Notes what a reader should know of a token, which may have its key from the group it is in. */
export function tell(
  notices: QueryNotice[],
  reason: QueryReason,
  { from, to, prefix, value }: Token,
  key?: Key,
): undefined {
  const language = languageOf(prefix)
  const choices = Object.values(key ? choicesOf(key) : {}).map((names) => nameIn(names, language))
  const shown = prefix || (key ? `${key}:` : '')
  const list = choices.join(language === 'zh' ? '、' : ', ')
  notices.push({ reason, at: { from, to }, values: [shown, value, list] })
}
