import type { Page } from 'puppeteer-core'
import { addLink } from './add-link.ts'
import { type Extension, launchExtension, until } from './extension.ts'
import { type FixtureSites, serveFixtures } from './fixture-site.ts'
import { closeWelcome, keepIn, openPopup } from './keep.ts'
import { answer } from './site.ts'

const TEA =
  '<!doctype html><html lang="en"><title>A pot of tea</title><h1>A pot of tea</h1><p>The water boils.'

/** A browser with the shipped extension and a small library that is the same every time. */
export interface Stage {
  extension: Extension
  sites: FixtureSites
  /** A tab with a page of the web, for the popup to open over. */
  tab: Page
  kept: { linkId: number; snapshot: string }
  set(key: 'language' | 'theme', value: string): Promise<void>
  close(): Promise<void>
}

interface SampleLink {
  url: string
  title: string
  tags: string[]
  starred?: 1
  state?: 'archived'
  note?: string
}

const LINKS: SampleLink[] = [
  { url: 'https://example.com/oklch', title: 'Colours that match the eye', tags: ['Design'] },
  {
    url: 'https://example.org/zh',
    title: '怎样系统地学习排版？',
    tags: ['设计', '前端'],
    starred: 1,
  },
  { url: 'https://example.net/ar', title: 'الخط العربي', tags: [], note: 'Read it again.' },
  { url: 'https://example.com/old', title: 'Put away', tags: ['Design'], state: 'archived' },
]

/** Starts it all: one page is kept through the popup, the other links are added by their addresses. */
export async function setStage(): Promise<Stage> {
  const sites = await serveFixtures({ '/tea': answer('text/html; charset=utf-8', TEA) })
  const extension = await launchExtension()
  await closeWelcome(extension)
  const ask = async (name: string, data: object) => {
    const { ok, reason } = await extension.send(name, data)
    if (!ok) throw new Error(`${name}: ${reason}`)
  }
  for (const { url, tags, ...patch } of LINKS) {
    const linkId = await addLink(extension, url, { tags, capture: false })
    await ask('edit-links', { linkIds: [linkId], patch })
  }
  const search = { id: 'colours', name: 'Colours', query: 'tag:Design tag:前端', order: 0 }
  await ask('set-setting', { key: 'savedSearches', value: [search] })
  const tab = await extension.browser.newPage()
  await tab.goto(`${sites.main.origin}/tea`)
  const popup = await openPopup(extension, tab)
  await keepIn(popup)
  await popup.close()
  const [link] = (await extension.rows('links')).filter((row) => row['latest'] !== '')
  await until('the score', async () => {
    const rows = await extension.rows('snapshots')
    return rows.every((row) => row['verification'] !== undefined)
  })
  return {
    extension,
    sites,
    tab,
    kept: { linkId: Number(link?.['id']), snapshot: String(link?.['latest']) },
    set: async (key, value) => void (await ask('set-setting', { key, value })),
    close: async () => {
      await extension.close()
      await sites.close()
    },
  }
}
