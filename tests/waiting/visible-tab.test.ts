import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addLink } from '../support/add-link.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { readTexts } from '../support/kept-texts.ts'
import { answer, type Site, serve } from '../support/site.ts'
import { tabsOf } from '../support/tabs.ts'

/** Writes only what somebody would see. */
const SHY = `<!doctype html><title>Shy</title><link rel="icon" href="data:,"><p id="frame"></p><p id="seen">-</p><script>
requestAnimationFrame(() => { frame.textContent = 'drawn' })
new IntersectionObserver(([entry]) => { if (entry.isIntersecting) seen.textContent = 'looked at' }).observe(seen)
</script>`

let site: Site
let extension: Extension
let library: Page

const url = () => `${site.origin}/shy`
const snapshots = () => extension.rows('snapshots')
const complete = (count: number) =>
  until(`${count} versions`, async () => {
    const rows = await snapshots()
    return rows.filter(({ status }) => status === 'complete').length === count && rows
  })
const textOf = async (row: Record<string, unknown> | undefined) =>
  (await readTexts(extension)).get(String(row?.['text'])) ?? ''

beforeAll(async () => {
  site = await serve('.', { '/shy': answer('text/html', SHY) })
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
  await addLink(extension, url())
  await complete(1)
  library = await extension.open('library.html')
})
afterAll(async () => {
  await extension.close()
  await site.close()
})

it('a page that waits to be seen is kept from a visible tab, and its reader is back where they were', async () => {
  const [typed] = await snapshots()
  expect(await textOf(typed)).not.toMatch(/drawn|looked at/)
  const [link] = await extension.rows('links')
  await library.goto(extension.url(`library.html#/all?link=${link?.['id']}`))
  await library.bringToFront()
  await library.waitForSelector('[data-action=keep-visibly]')
  await library.click('[data-action=keep-visibly]')
  const rows = await complete(2)
  const seen = rows.find(({ uid }) => uid !== typed?.['uid'])
  expect(await textOf(seen)).toMatch(/drawn[\s\S]*looked at/)
  expect(seen).toMatchObject({ trigger: 'link', linkId: link?.['id'] })
  expect(seen?.['screenshot']).not.toBe('')
  await until('the tab to close', async () =>
    (await tabsOf(extension)).every((tab) => tab.url !== url()),
  )
  expect(await library.evaluate(() => document.visibilityState)).toBe('visible')
})
