import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { seedLibrary } from '../../scripts/lib/seed-library.mjs'
import { addLink } from '../support/add-link.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import {
  type Disposition,
  enterAfterKeyword,
  type OmniboxInWorker,
  typeAfterKeyword,
  workerOf,
} from '../support/omnibox.ts'
import { answer, type Site, serve } from '../support/site.ts'
import { tabsOf } from '../support/tabs.ts'

declare const chrome: OmniboxInWorker

let extension: Extension
let site: Site

const type = (text: string) => typeAfterKeyword(extension, text)
const enter = (text: string, disposition?: Disposition) =>
  enterAfterKeyword(extension, text, disposition)
const opened = async (part: string) => {
  const target = await extension.browser.waitForTarget((each) => each.url().includes(part))
  return target.page()
}

beforeAll(async () => {
  const page = answer(
    'text/html; charset=utf-8',
    '<!doctype html><title>A page to type</title><p>量子纠缠, quietly entangled',
  )
  site = await serve('/nowhere', { '/typed': page })
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
  await extension.send('set-setting', { key: 'language', value: 'en' })
  await seedLibrary(await extension.helper(), 60)
})
afterAll(async () => {
  await extension.close()
  await site.close()
})

describe('typing after the keyword', () => {
  it('finds Chinese words of titles and marks them', async () => {
    const { first, others } = await type('红烧肉')
    expect(first).toBe('Search the library for <match>红烧肉</match>')
    expect(others.length).toBeGreaterThan(0)
    for (const { content, description } of others) {
      expect(content).toMatch(/^https?:/)
      expect(description).toMatch(/<match>红烧肉<\/match>.*<dim> – <\/dim><url>https/)
    }
  })

  it('finds by address and tag, at most as many as are shown', async () => {
    const found = await type('reading')
    expect(found.others.length).toBeGreaterThan(0)
    const all = await type('htt')
    expect(all.others).toHaveLength(7)
    expect(new Set(all.others.map(({ content }) => content)).size).toBe(7)
  })

  it('finds nothing where nothing is, and says how to go on without words', async () => {
    expect((await type('no such thing')).others).toEqual([])
    expect(await type(' ')).toEqual({
      first: 'Search the library, or type an address to keep it',
      others: [],
    })
  })

  it('survives what XML does not allow', async () => {
    const { first } = await type('<a href="x">&\'\u0001')
    expect(first).toContain('&lt;a href=&quot;x&quot;&gt;&amp;&apos;')
    expect((await type('\ud800')).others).toEqual([])
  })

  it('offers to keep an address', async () => {
    const typed = await type('https://new.example/a?b=1&c=2')
    expect(typed.first).toBe(
      'Keep the address <url><match>https://new.example/a?b=1&amp;c=2</match></url>',
    )
    const bare = await type('new.example')
    expect(bare.first).toContain('Search the library for')
    expect(bare.others.at(-1)).toMatchObject({ content: 'https://new.example/' })
  })

  it('says that an address is kept, however it is typed', async () => {
    const url = 'https://known.example/a'
    const linkIds = [await addLink(extension, url, { capture: false })]
    await extension.send('edit-links', { linkIds, patch: { title: 'A & B' } })
    const said = 'In the library: <match>A &amp; B</match>'
    expect((await type(`${url}?utm_source=x`)).first).toBe(said)
    expect((await type('known.example/a')).others[0]).toEqual({ content: url, description: said })
  })

  it('speaks the language of the settings', async () => {
    await extension.send('set-setting', { key: 'language', value: 'zh_CN' })
    expect((await type('茶')).first).toBe('在链接管理中搜索 <match>茶</match>')
    await extension.send('set-setting', { key: 'language', value: 'en' })
  })

  it('answers the last of several texts typed in a hurry only', async () => {
    const answers = await (await workerOf(extension)).evaluate(async () => {
      const heard: string[] = []
      const listen = (text: string) =>
        chrome.omnibox.onInputChanged.dispatch(text, () => heard.push(text))
      for (const text of ['r', 're', 'rea']) listen(text)
      while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
      await new Promise((resolve) => setTimeout(resolve, 300))
      return heard
    })
    expect(answers).toEqual(['rea'])
  })
})

describe('Enter', () => {
  it('searches the library for words', async () => {
    await enter('红烧肉 做法')
    const library = await opened(`library.html#/all?q=${encodeURIComponent('红烧肉 做法')}`)
    await library?.close()
  })

  it('keeps a typed address and shows it in the library', async () => {
    await enter(`${site.origin}/typed`)
    const library = await opened('library.html#/all?link=')
    const link = await until('the page', async () =>
      (await extension.rows('links')).find((row) => row['title'] === 'A page to type'),
    )
    expect(library?.url()).toContain(`link=${link['id']}`)
    await library?.close()
  })

  it.each(['entangl', '量子糾纏', '"quietly entangled"', 'text:quietly -title:tea'])(
    'finds what kept pages say: %s',
    async (text) => {
      const content = `${site.origin}/typed`
      const hit = { content, description: expect.stringMatching(/^A page to type/) }
      // While the page that was just kept is compared, links are suggested by their names.
      await vi.waitFor(async () => expect((await type(text)).others).toEqual([hit]), 10_000)
    },
  )

  it("opens a suggestion's newest version", async () => {
    const [offered] = (await type('page to type')).others
    const link = (await extension.rows('links')).find((row) => row['url'] === offered?.content)
    await enter(offered?.content ?? '')
    const viewer = await opened(`viewer.html?snapshot=${link?.['latest']}&q=page%20to%20type`)
    await viewer?.close()
    // A typed address asks for no words.
    await type(offered?.content ?? '')
    await enter(offered?.content ?? '')
    const plain = await opened(`viewer.html?snapshot=${link?.['latest']}`)
    expect(plain?.url()).not.toContain('q=')
    await plain?.close()
  })

  it('opens it in the tab in front or behind it, as the keys say', async () => {
    const page = await extension.browser.newPage()
    await page.bringToFront()
    await enter('first', 'currentTab')
    await until('the tab to go there', async () => page.url().endsWith('library.html#/all?q=first'))
    const before = (await tabsOf(extension)).length
    await enter('second', 'newBackgroundTab')
    const behind = await opened('q=second')
    expect((await tabsOf(extension)).length).toBe(before + 1)
    expect(await page.evaluate(() => document.visibilityState)).toBe('visible')
    await behind?.close()
  })

  it('opens the original where no page was kept', async () => {
    await addLink(extension, `${site.origin}/only-a-link`, { capture: false })
    await enter(`${site.origin}/only-a-link`)
    const original = await opened('/only-a-link')
    await original?.close()
  })
})
