import { join } from 'node:path'
import { parseMessagesFile } from '@wxt-dev/i18n/build'
import { describe, expect, it } from 'vitest'
import { providerName } from '../../components/options/cloud/provider-name.ts'
import { rejectionKey } from '../../components/options/cloud/rejection-text.ts'
import { PROJECT_REASONS, SIGN_IN_REASONS, SYNC_REASONS } from '../../utils/model/cloud.ts'
import { REJECTIONS } from '../../utils/sync/protocol.ts'

/** Messages of a locale by their keys; forms of a count are one text. */
async function messagesOf(locale: string): Promise<Map<string, string>> {
  const file = join(import.meta.dirname, `../../locales/${locale}.yml`)
  const messages = await parseMessagesFile(file)
  return new Map(
    messages.map((each) => [
      each.key.join('.'),
      each.type === 'plural' ? Object.values(each.plurals).join(' ') : each.message,
    ]),
  )
}

const camel = (reason: string): string =>
  reason.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

const PARTS = { project: PROJECT_REASONS, signIn: SIGN_IN_REASONS, sync: SYNC_REASONS }

describe.each(['en', 'zh_CN'])('the words for the cloud in %s', (locale) => {
  it.each(Object.entries(PARTS))('have a sentence for each reason of %s', async (part, reasons) => {
    const messages = await messagesOf(locale)
    const said = [...messages].filter(([key]) => key.startsWith(`${part}.`))
    expect(said.map(([key]) => key).sort()).toEqual(
      reasons.map((reason) => `${part}.${camel(reason)}`).sort(),
    )
    expect(said.filter(([, text]) => !/[.。]$/.test(text))).toEqual([])
  })
})

/** Names, what stands on the pages of a project, and what is typed. */
const LATIN =
  /https:\/\/[\w.]+|https|sb_publishable_|supabase(?:\.com?| db push)|Supabase|GitHub|Authentication › (?:Sign In \/ Providers|URL Configuration › Redirect URLs)|Settings › API Keys/g

describe('the Chinese words for the cloud', () => {
  it('are Chinese, but for names', async () => {
    const ours = [...(await messagesOf('zh_CN'))].filter(([key]) =>
      /^(?:cloud|project|signIn|sync)\./.test(key),
    )
    expect(ours.length).toBeGreaterThan(100)
    const latin = ours.filter(([, text]) => /[A-Za-z]{2,}/.test(text.replace(LATIN, '')))
    expect(latin).toEqual([])
  })
})

describe('a way to sign in', () => {
  it.each([
    ['github', 'GitHub'],
    ['azure', 'Microsoft'],
    ['google', 'Google'],
    ['keycloak', 'Keycloak'],
    ['linkedin_oidc', 'LinkedIn'],
    ['my_school', 'My School'],
  ])('%s is called %s', (id, name) => {
    expect(providerName(id)).toBe(name)
  })
})

describe('what a server refused', () => {
  it('has a sentence for each reason of the protocol', () => {
    expect(REJECTIONS.filter((reason) => rejectionKey(reason) === undefined)).toEqual([])
  })

  it('has none of its own for a reason nobody knows', () => {
    expect(rejectionKey('strange')).toBeUndefined()
    expect(rejectionKey('constructor')).toBeUndefined()
  })
})
