import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildGallery } from '../../scripts/lib/gallery.mjs'
import { serveFolder } from '../../scripts/lib/serve-folder.mjs'
import { axeFindings } from '../support/axe.ts'
import { CHROMIUM } from '../support/extension.ts'

const root = join(import.meta.dirname, '../..')

/** It draws nothing itself. */
const NO_PART = ['mount.tsx']

const components = globSync('components/ui/*.tsx', { cwd: root })
  .map((path) => basename(path))
  .filter((file) => !NO_PART.includes(file))

let site: Awaited<ReturnType<typeof serveFolder>>
let browser: Browser

beforeAll(async () => {
  site = await serveFolder(await buildGallery())
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  browser = await puppeteer.launch({ executablePath: CHROMIUM, headless: true, args })
})
afterAll(async () => {
  await browser.close()
  site.close()
})

async function sheet(theme: string, language: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(`${site.origin}/sheet.html?theme=${theme}&language=${language}`)
  // The last states are played once all is drawn.
  await page.waitForSelector('[data-component="toasts.tsx"] [data-role=toast]')
  return page
}

describe('the gallery', () => {
  it('has a story for each component of components/ui, and for nothing else', () => {
    const stories = globSync('scripts/gallery/stories/*.tsx', { cwd: root })
    // Missing here? Write scripts/gallery/stories/<file> with the states of the component.
    expect(stories.map((path) => basename(path)).sort()).toEqual(components.sort())
  })

  it('shows of the screens only parts there are', () => {
    const stories = globSync('scripts/gallery/stories/*/**/*.tsx', { cwd: root })
    const parts = stories.map((path) => path.replace('scripts/gallery/stories/', 'components/'))
    expect(parts.length).toBeGreaterThan(3)
    expect(parts.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('draws every state', async () => {
    const page = await sheet('light', 'en')
    const states = await page.$$eval('[data-state]', (all) =>
      all.map((each) => ({
        name: `${each.closest('[data-component]')?.id}: ${each.getAttribute('data-state')}`,
        drawn: (each.querySelector('.gallery-cell')?.childElementCount ?? 0) > 0,
      })),
    )
    const shown = await page.$$eval('[data-component]', (all) => all.map((each) => each.id))
    expect(shown.filter((file) => !file.includes('/')).sort()).toEqual(components.sort())
    const blank = states.filter(({ drawn }) => !drawn).map(({ name }) => name)
    expect(blank).toEqual(['link-progress.tsx: nothing to do: empty'])
    await page.close()
  })

  it.each([
    ['light', 'en'],
    ['dark', 'zh_CN'],
  ])('is readable and operable for everybody in %s, %s', async (theme, language) => {
    const page = await sheet(theme, language)
    expect(await axeFindings(page)).toEqual([])
    await page.close()
  })

  it.each(['chrome-mv3-production', 'chrome-mv3-granted', 'firefox-mv3-production'])(
    'is no part of %s',
    (build) => {
      const files = globSync(`.output/${build}/**/*.{html,js,css}`, { cwd: root })
      expect(files.length).toBeGreaterThan(10)
      const traces = files.filter((file) =>
        /gallery-|stand-in/.test(readFileSync(join(root, file), 'utf8')),
      )
      expect(traces).toEqual([])
    },
  )
})
