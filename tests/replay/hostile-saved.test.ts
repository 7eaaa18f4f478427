import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Extension, launchExtension } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { filesOf, writeFolder } from '../support/unpack.ts'
import { hostilePage } from './hostile-page.ts'
import { LEAK_ARGS, type LeakServer, startLeakServer } from './leak-server.ts'
import { downloadFrom, openFile } from './open-file.ts'
import { storeAndView } from './viewer-page.ts'

const settle = () => new Promise((resolve) => setTimeout(resolve, 2500))

/** The name of the policy, whose letters may be on two lines of quoted-printable. */
const POLICY = new RegExp([...'Content-Security-Policy'].join('(?:=\\r\\n)?'), 'g')

/** Takes a file's own policy out, so that its markup has to stand alone. */
const withoutPolicy = (text: string) => {
  expect(text).toMatch(POLICY)
  return text.replace(POLICY, 'X-Nothing')
}

describe('a hostile page saved as other files', () => {
  let extension: Extension
  let leaks: LeakServer
  let viewer: Page

  beforeAll(async () => {
    leaks = await startLeakServer()
    extension = await launchExtension({ mode: 'granted', args: LEAK_ARGS })
    await closeWelcome(extension)
    viewer = await storeAndView(extension, hostilePage(leaks.url))
  })
  beforeEach(() => leaks.forget())
  afterAll(async () => {
    await extension.close()
    await leaks.close()
  })

  const expectHarmless = async (path: string) => {
    const page = await openFile(extension.browser, path)
    await settle()
    expect(await page.$eval('#end', (end) => getComputedStyle(end).color)).toBe('rgb(1, 2, 3)')
    const mark = () => (window as unknown as { pwnedBy?: string }).pwnedBy
    for (const frame of page.frames()) expect(await frame.evaluate(mark)).toBeUndefined()
    expect(leaks.requests).toEqual([])
    expect(leaks.connections).toBe(0)
    await page.close()
  }

  it('is harmless as a ZIP, with and without its policy', async () => {
    const { path } = await downloadFrom(extension, viewer, '[data-action="export-zip"]')
    const files = await filesOf(path)
    const markup = [...files].filter(([name]) => name.endsWith('.html'))
    expect(markup.length).toBeGreaterThan(1)
    for (const [, content] of markup) expect(content.toString()).not.toMatch(/<script/i)
    await expectHarmless(join(writeFolder(files), 'page.html'))
    const bare = writeFolder(files, (content, name) =>
      name.endsWith('.html') ? withoutPolicy(content.toString()) : content,
    )
    await expectHarmless(join(bare, 'page.html'))
  })

  it('is harmless as MHTML, with and without its policy', async () => {
    const { path, text } = await downloadFrom(extension, viewer, '[data-action="export-mhtml"]')
    expect(text).not.toMatch(/<script/i)
    await expectHarmless(path)
    const bare = writeFolder(new Map([['bare.mhtml', Buffer.from(text)]]), (content) =>
      withoutPolicy(content.toString()),
    )
    await expectHarmless(join(bare, 'bare.mhtml'))
  })
})
