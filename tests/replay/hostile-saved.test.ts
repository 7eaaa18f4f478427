import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
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

const typeOf = (record: string) => /^Content-Type: ([^;\r]+)/m.exec(record)?.[1] ?? ''

const contentOf = (record: string) => record.slice(record.indexOf('\r\n\r\n') + 4)

/** Runs in a page: elements and attributes that name the server, as a browser's parser finds them. */
function outsideAddresses(documents: string[]): string[] {
  const found: string[] = []
  const visit = (root: Document | DocumentFragment) => {
    for (const element of root.querySelectorAll('*')) {
      // By the prototype: fields of a form hide what it is asked for.
      for (const name of Element.prototype.getAttributeNames.call(element))
        if (/leak\.example/.test(Element.prototype.getAttribute.call(element, name) ?? ''))
          found.push(`${element.localName} ${name}`)
      if (element instanceof HTMLTemplateElement) visit(element.content)
    }
  }
  for (const markup of documents) {
    const holder = document.createElement('template')
    holder.innerHTML = markup
    visit(holder.content)
  }
  return found
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

  it('has nothing as WACZ that runs or loads from elsewhere', async () => {
    const { path } = await downloadFrom(extension, viewer, '[data-action="export-wacz"]')
    const packed = (await filesOf(path)).get('archive/data-1.warc.gz')
    const records = gunzipSync(packed ?? Buffer.alloc(0))
      .toString()
      .split('WARC/1.1\r\n')
    // A body that lies about its type is there as bytes, which no browser shows.
    expect(records.filter((each) => /<script/i.test(each)).map(typeOf)).toEqual([
      'application/octet-stream',
    ])
    const documents = records.filter((each) => typeOf(each) === 'text/html')
    expect(documents.length).toBe(2)
    const found = await viewer.evaluate(outsideAddresses, documents.map(contentOf))
    expect(found.filter((each) => !/^(?:a|area|mtext) href$/.test(each))).toEqual([])
    expect(found.length).toBeGreaterThan(0)
    const sheets = records.filter((each) => typeOf(each) === 'text/css')
    expect(sheets.length).toBeGreaterThan(1)
    expect(sheets.filter((each) => each.includes('leak.example'))).toEqual([])
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
