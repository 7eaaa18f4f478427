import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome, keepIn, openPopup, textOf, waitForText } from '../support/keep.ts'
import { enterAfterKeyword, typeAfterKeyword } from '../support/omnibox.ts'
import { answer, type Site, serve } from '../support/site.ts'

const WORDS = { first: 'The wanderlust of spring', second: 'The quiet of autumn' }

let site: Site
let extension: Extension
let library: Page

/** Keeps a page, and once more after it has become another. */
async function keepTwice(): Promise<void> {
  const tab = await extension.browser.newPage()
  await tab.goto(`${site.origin}/changing`)
  await keepVersion(tab)
  await tab.$eval('p', (line, words) => (line.textContent = words), WORDS.second)
  await keepVersion(tab)
  await tab.close()
}

async function keepVersion(tab: Page): Promise<void> {
  const popup = await openPopup(extension, tab)
  await keepIn(popup)
  await popup.close()
}

/** The versions of the page, the newest first. */
async function versions(): Promise<string[]> {
  const rows = await extension.rows('snapshots')
  return rows
    .toSorted((a, b) => Number(b['capturedAt']) - Number(a['capturedAt']))
    .map(({ uid }) => String(uid))
}

const indexHas = (texts: 'all' | undefined) =>
  until('the index', async () => {
    const [state] = await extension.rows('indexState')
    const { current, next } = (state ?? {}) as {
      current?: { below: number; versions?: string }
      next?: object
    }
    const left = await extension.rows('indexLog')
    return current?.below === 0 && current.versions === texts && !next && left.length === 0
  })

async function choose(value: 'yes' | 'no'): Promise<void> {
  const options = await extension.browser.newPage()
  await options.goto(extension.url('options.html#storage'))
  const choice = `[data-setting=search-old-versions] input[value=${value}]`
  await options.waitForSelector(choice)
  await options.$eval(choice, (input) => (input as HTMLInputElement).click())
  await options.waitForSelector(`${choice}:checked`)
  await options.close()
}

const search = async (q: string) => {
  await library.bringToFront()
  await library.goto('about:blank')
  await library.goto(extension.url(`library.html#/all?q=${q}`))
}

const openedViewer = () =>
  extension.browser.waitForTarget((target) => target.url().includes('viewer.html'))

beforeAll(async () => {
  const html = `<!doctype html><title>Seasons</title><p>${WORDS.first}</p>`
  site = await serve('tests/fixtures/site', { '/changing': answer('text/html', html) })
  extension = await launchExtension()
  await extension.send('set-setting', { key: 'language', value: 'en' })
  await closeWelcome(extension)
  await keepTwice()
  library = await extension.browser.newPage()
})
afterAll(async () => {
  await extension?.close()
  await site?.close()
})

describe('a word that only an older version has', () => {
  it('is not looked for unless that is wished', async () => {
    await indexHas(undefined)
    await search('wanderlust')
    await waitForText(library, '.library-main', 'Nothing found')
  })

  it('is found once the index has older versions, and said to be of one', async () => {
    await choose('yes')
    await indexHas('all')
    await search('wanderlust')
    await waitForText(library, '[data-role=excerpt]', WORDS.first)
    expect(await textOf(library, '[data-role=of-version]')).toMatch(/^In the version of .+:$/)
    expect(
      await library.$$eval('.row-excerpt mark', (all) => all.map((each) => each.textContent)),
    ).toEqual(['wanderlust'])
  })

  it.each(['o', 'the button'])('opens that version with the word marked, by %s', async (how) => {
    await search('wanderlust')
    await library.waitForSelector('[data-role=of-version]')
    const opened = openedViewer()
    await library.keyboard.press('j')
    if (how === 'o') await library.keyboard.press('o')
    else {
      await library.keyboard.press('Enter')
      await library.waitForSelector('.detail [data-action=open]')
      await library.click('.detail [data-action=open]')
    }
    const viewer = await (await opened).asPage()
    await waitForText(viewer, '[data-role=find-count]', '1 of 1')
    expect(viewer.url()).toContain((await versions())[1] ?? 'none')
    await viewer.close()
  })

  it('opens that version from the popup, too', async () => {
    const tab = await extension.browser.newPage()
    await tab.goto(`${site.origin}/changing`)
    const popup = await openPopup(extension, tab)
    await popup.click('[data-action=search]')
    await popup.waitForSelector('.find-panel input:focus')
    await popup.keyboard.type('wanderlust')
    await popup.waitForSelector('[data-role=of-version]')
    const opened = openedViewer()
    // It closes with the key that opens the page.
    await popup.keyboard.press('Enter').catch(() => undefined)
    const viewer = await (await opened).asPage()
    await waitForText(viewer, '[data-role=find-count]', '1 of 1')
    expect(viewer.url()).toContain((await versions())[1] ?? 'none')
    await viewer.close()
    await tab.close()
  })

  it('opens that version from the address bar, too', async () => {
    const content = `${site.origin}/changing`
    await until('the suggestion', async () => {
      const [offered] = (await typeAfterKeyword(extension, 'wanderlust')).others
      return (
        offered?.content === content && /<dim> – version of .+<\/dim>$/.test(offered.description)
      )
    })
    const opened = openedViewer()
    await enterAfterKeyword(extension, content)
    const viewer = await (await opened).asPage()
    await waitForText(viewer, '[data-role=find-count]', '1 of 1')
    expect(viewer.url()).toContain((await versions())[1] ?? 'none')
    await viewer.close()
  })

  it('is no longer looked for when that is taken back', async () => {
    await choose('no')
    await indexHas(undefined)
    await search('wanderlust')
    await waitForText(library, '.library-main', 'Nothing found')
  })
})
