import { join } from 'node:path'
import { parseMessagesFile } from '@wxt-dev/i18n/build'
import { describe, expect, it } from 'vitest'
import { queryText } from '../../../utils/i18n/query-text.ts'
import { QUERY_REASONS } from '../../../utils/model/query-notice.ts'

/** Sentences of a locale by their keys. */
async function sentencesOf(locale: string): Promise<Map<string, string>> {
  const messages = await parseMessagesFile(
    join(import.meta.dirname, `../../../locales/${locale}.yml`),
  )
  return new Map(
    messages
      .filter(({ key }) => key[0] === 'query')
      .map((each) => [each.key.join('.'), each.type === 'plural' ? '' : each.message]),
  )
}

/** Without messages, a text is its own key. */
const keys = QUERY_REASONS.map((reason) =>
  queryText({ reason, at: { from: 0, to: 0 }, values: ['', '', ''] }),
)

describe.each(['en', 'zh_CN'])('what is said of a query in %s', (locale) => {
  it('has a sentence for each reason, and for nothing else', async () => {
    const sentences = await sentencesOf(locale)
    expect([...sentences.keys()].sort()).toEqual([...keys].sort())
    expect([...sentences.values()].filter((text) => !/[.。]$/.test(text))).toEqual([])
  })

  it('is short, and names only what a notice has', async () => {
    for (const text of (await sentencesOf(locale)).values()) {
      expect(text.length).toBeLessThan(130)
      expect(text).not.toMatch(/\$(?:[^1-4]|.\$)/)
    }
  })
})
