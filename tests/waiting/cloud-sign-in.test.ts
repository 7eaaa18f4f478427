import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startStandIn } from '../../supabase/local/stand-in.mjs'
import { type LocalCloud, RETURN_ADDRESS, startCloud } from '../support/cloud.ts'
import {
  connect,
  faultOn,
  openProvider,
  pressProvider,
  shown,
  signInOnPage,
} from '../support/cloud-page.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome, textOf, waitForText } from '../support/keep.ts'
import { seenLibrary } from '../support/seen-library.ts'

let cloud: LocalCloud
let extension: Extension
let page: Page

beforeAll(async () => {
  cloud = await startCloud()
  extension = await launchExtension()
  await closeWelcome(extension)
  page = await extension.open('options.html#cloud')
})
afterAll(async () => {
  await extension?.close()
  await cloud?.close()
})

const urls = async () => (await seenLibrary(page)).links.map(({ url }) => url)

const add = (name: string) =>
  extension.send('add-links', {
    urls: [`https://example.com/${name}`],
    tags: [],
    capture: false,
  })

/** Lets no request through, so that nothing can be sent. */
const cutAll = () => cloud.standIn.faults.add({ path: /./, cut: 'before', times: 1e9 })

async function speak(language: 'en' | 'zh_CN', tag: string): Promise<void> {
  await extension.send('set-setting', { key: 'language', value: language })
  await page.reload()
  await page.waitForSelector(`html[lang=${tag}]`)
}

async function signOut(): Promise<string> {
  await page.waitForSelector('[data-role=sign-out] [data-action=sign-out]')
  await page.click('[data-role=sign-out] [data-action=sign-out]')
  await page.waitForSelector('[data-role=sign-out] [role=alertdialog]')
  const question = await textOf(page, '[data-role=sign-out] [role=alertdialog] p')
  await page.click('[data-action=confirm-sign-out]')
  await shown(page, '[data-role=cloud][data-state=signed-out]')
  return question
}

describe('the project', () => {
  it('is refused with a key it doesn’t know, in either language', async () => {
    const wrong = `sb_publishable_${'x'.repeat(31)}`
    await connect(page, cloud.standIn.url, wrong)
    expect((await faultOn(page, 'wrong-key')).text).toBe(
      "The project doesn't know this key. Copy it again, in the project under Settings › API Keys.",
    )
    await speak('zh_CN', 'zh-CN')
    await connect(page, cloud.standIn.url, wrong)
    expect((await faultOn(page, 'wrong-key')).text).toBe(
      '项目不认识这个密钥。请在项目的 Settings › API Keys 里重新复制。',
    )
    await speak('en', 'en')
  })

  it('is refused where nobody applied the migrations', async () => {
    await cloud.postgres.createBareDatabase('bare')
    const connection = cloud.postgres.config('bare', 'supabase_admin')
    const bare = await startStandIn({ connection })
    await connect(page, bare.url, bare.keys.publishable)
    expect((await faultOn(page, 'migrations-missing')).text).toMatch(
      /lacks the tables.*supabase db push/,
    )
    await bare.close()
  })

  it('shows its ways to sign in once it answers', async () => {
    await connect(page, ` ${cloud.standIn.url}/rest/v1/ `, ` ${cloud.standIn.keys.publishable} `)
    await page.waitForSelector('[data-action=sign-in]')
    const providers = await page.$$eval('[data-action=sign-in]', (all) =>
      all.map((each) => each.textContent),
    )
    expect(providers).toEqual(['Sign in with GitHub', 'Sign in with Google'])
  })
})

describe('signing in', () => {
  it.each([
    ['en', 'en', /doesn't let you come back here yet/],
    ['zh_CN', 'zh-CN', /还不允许登录后返回这里/],
  ] as const)('names the address that is not allowed, in %s', async (language, tag, sentence) => {
    await speak(language, tag)
    const { settings } = cloud.standIn
    const { redirectUrls, siteUrl } = settings
    // Nothing is at port 9, where the browser ends now.
    Object.assign(settings, { redirectUrls: [], siteUrl: 'http://localhost:9' })
    const window = await openProvider(extension, page)
    await window.type('input[name=typed]', 'ana')
    await window.click('button[name=go]')
    const fault = await faultOn(page, 'redirect-not-allowed')
    expect(fault.text).toMatch(sentence)
    expect(fault.address).toBe(RETURN_ADDRESS)
    Object.assign(settings, { redirectUrls, siteUrl })
  })

  it('says that it was declined, and that the window was closed', async () => {
    await speak('en', 'en')
    const window = await openProvider(extension, page)
    await window.click('[name=deny]')
    expect((await faultOn(page, 'denied')).text).toMatch(/declined/)
    const other = await openProvider(extension, page)
    await other.close()
    expect((await faultOn(page, 'cancelled')).address).toBe(RETURN_ADDRESS)
  })

  it('says that a way was turned off meanwhile', async () => {
    const { settings } = cloud.standIn
    settings.providers = ['github']
    await pressProvider(page, 'google')
    expect((await faultOn(page, 'provider-disabled')).text).toMatch(/turned off/)
    settings.providers = ['github', 'google']
  })

  it('shows the account, and syncs what was kept before', async () => {
    await add('before')
    await waitForText(page, '[data-role=take-over]', 'Put the link kept here into the account')
    await signInOnPage(extension, page, 'ana')
    await waitForText(page, '[data-role=cloud] .options-label', 'ana')
    await shown(page, '[data-role=status][data-status=idle][data-mood=good]')
    expect(await textOf(page, '[data-role=unsent]')).toBe('Nothing')
  })
})

describe('each account', () => {
  it('is asked before it leaves something unsent behind', async () => {
    cutAll()
    await add('unsent')
    await waitForText(page, '[data-role=unsent]', 'Changes: 1 ·')
    expect(await signOut()).toMatch(/^1 change has not reached the cloud\. It stays here/)
    // It also asks the project how to sign in, which does not answer yet.
    await shown(page, '[data-role=fault][data-reason=unreachable]')
    cloud.standIn.faults.clear()
    await page.click('[data-action=ask-project]')
    await page.waitForSelector('[data-action=sign-in]')
    await until('the library without an account', async () => (await urls()).length === 0)
  })

  it('has a library of its own, and finds it again', async () => {
    await add('of-nobody')
    // Ana's library is here: what was kept without her can't be put into it.
    expect(await page.$('[data-role=take-over]')).toBeNull()
    await signInOnPage(extension, page, 'ben')
    await until('the library of ben', async () => (await urls()).length === 0)
    await shown(page, '[data-role=status][data-status=idle][data-mood=good]')
    expect(await signOut()).toBe('Sign out of the account in this browser?')
    await until(
      'what nobody kept',
      async () => (await urls())[0] === 'https://example.com/of-nobody',
    )
    await signInOnPage(extension, page, 'ana')
    await shown(page, '[data-role=status][data-status=idle][data-mood=good]')
    expect(await urls()).toEqual(['https://example.com/before', 'https://example.com/unsent'])
    // What each of them sees is what their cloud has, and nobody else's.
    const { rows } = await cloud.standIn.pool.query(
      `select a.name, l.url from public.links l join stand_in.accounts a using (user_id) order by l.url`,
    )
    expect(rows).toEqual(
      ['before', 'unsent'].map((name) => ({ name: 'ana', url: `https://example.com/${name}` })),
    )
  })
})
