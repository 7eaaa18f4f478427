import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BOXES_TYPE, encodeBoxes } from '../../utils/snapshot/box-record.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import type { StoredPage } from './build-snapshot.ts'
import { hostileMarkup, hostilePage } from './hostile-page.ts'
import { LEAK_ARGS, type LeakServer, startLeakServer } from './leak-server.ts'
import { downloadFrom, openFile, serveText } from './open-file.ts'
import { inKept, store, storeAndView } from './viewer-page.ts'

/** Without it nobody takes a result. */
async function addVerifyJob(extension: Extension, { snapshot, link }: StoredPage): Promise<void> {
  const id = `verify-${snapshot.uid}`
  const times = { startedAt: 1, updatedAt: 1, attempts: 0 }
  const job = { id, kind: 'verify', snapshot: snapshot.uid, linkId: link.id, tabId: -1, ...times }
  await (await extension.helper()).evaluate(
    (row) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('linkshot')
        opening.onsuccess = () => {
          const writing = opening.result.transaction('jobs', 'readwrite')
          writing.objectStore('jobs').put(row)
          writing.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
    job,
  )
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 2500))

describe('a hostile stored page', () => {
  let extension: Extension
  let leaks: LeakServer
  let viewer: Page

  beforeAll(async () => {
    leaks = await startLeakServer()
    extension = await launchExtension({ mode: 'granted', args: LEAK_ARGS })
    await closeWelcome(extension)
    viewer = await storeAndView(extension, hostilePage(leaks.url))
    await settle()
  })
  afterAll(async () => {
    await extension.close()
    await leaks.close()
  })

  it('asks nobody for anything and connects to nobody in the viewer', () => {
    expect(leaks.requests).toEqual([])
    expect(leaks.connections).toBe(0)
  })

  it('asks nobody for anything where it is compared with the page it was, and drawn', async () => {
    const page = hostilePage(leaks.url)
    const hash = 'b0'.repeat(32)
    const at = [0, 0, 1, 1] as const
    const record = encodeBoxes({
      width: 1,
      elements: [{ name: 'html', at }],
      images: [],
      fonts: [],
    })
    const base64 = Buffer.from(record).toString('base64')
    page.bodies.push({ hash, type: BOXES_TYPE, base64 })
    for (const frame of page.snapshot.frames) frame.boxes = hash
    await store(extension, page)
    await addVerifyJob(extension, page)
    const verifier = await extension.open(`verify.html?snapshot=${page.snapshot.uid}`)
    await until('the picture', async () =>
      (await extension.rows('links')).find(({ id, thumb }) => id === page.link.id && thumb),
    )
    await settle()
    expect(await verifier.evaluate(() => 'pwnedBy' in window)).toBe(false)
    expect(leaks.requests).toEqual([])
    expect(leaks.connections).toBe(0)
    await verifier.close()
  })

  it('shows its harmless part', async () => {
    expect(await inKept(viewer, (doc) => doc.getElementById('end')?.textContent)).toBe('end')
    const colour = await inKept(viewer, (doc, view) => {
      const heading = doc.getElementById('end')
      return heading && view.getComputedStyle(heading).color
    })
    expect(colour).toBe('rgb(1, 2, 3)')
  })

  it('runs nothing', async () => {
    const marks = await viewer.evaluate(() => {
      const frame = document.querySelector<HTMLIFrameElement>('[data-role="page"]')
      const views = [window, frame?.contentWindow]
      return views.map((each) => [
        (each as unknown as { pwnedBy?: string }).pwnedBy,
        each?.document.documentElement.getAttribute('data-pwned'),
      ])
    })
    expect(marks.flat().filter(Boolean)).toEqual([])
    const scripts = await inKept(
      viewer,
      (doc) => Document.prototype.querySelectorAll.call(doc, 'script').length,
    )
    expect(scripts).toBe(0)
  })

  it('is held by a sandbox that allows nothing but to be reached from outside', async () => {
    const sandbox = await viewer.$eval('[data-role="page"]', (frame) =>
      frame.getAttribute('sandbox'),
    )
    expect(sandbox).toBe('allow-same-origin')
    const inner = await inKept(viewer, (doc) =>
      [...Document.prototype.querySelectorAll.call(doc, 'iframe')].map((frame) => [
        frame.getAttribute('src')?.slice(0, 5) ?? '',
        frame.getAttribute('sandbox') ?? '',
      ]),
    )
    expect(inner.filter(([src]) => src !== '')).toEqual([['blob:', 'allow-same-origin']])
  })

  it('keeps no link that fetches, connects or resolves a name', async () => {
    const relations = await inKept(viewer, (doc) =>
      [...Document.prototype.querySelectorAll.call(doc, 'link')].map((link) =>
        link.getAttribute('rel'),
      ),
    )
    expect(
      relations.filter((rel) => rel && !/^(?:alternate )?stylesheet$|^icon$/.test(rel)),
    ).toEqual([])
  })

  it('refers to nothing but bodies of ours', async () => {
    const far = await inKept(viewer, (doc) => {
      const found: string[] = []
      const look = (root: Document | ShadowRoot) => {
        const { prototype } = root === doc ? Document : DocumentFragment
        for (const element of prototype.querySelectorAll.call(root as Document, '*')) {
          if (element.shadowRoot) look(element.shadowRoot)
          const name = Element.prototype.getAttribute.call(element, 'href') ? 'link' : 'other'
          for (const each of Element.prototype.getAttributeNames.call(element)) {
            const value = Element.prototype.getAttribute.call(element, each) ?? ''
            if (value.includes('leak.example')) found.push(`${element.nodeName} ${each} ${name}`)
          }
          if (
            element.nodeName.toLowerCase() === 'style' &&
            /leak\.example/.test(element.textContent)
          ) {
            found.push(element.textContent)
          }
        }
      }
      look(doc)
      return found
    })
    expect(far.filter((text) => !/^(?:a|mtext) (?:href|xlink:href) link$/i.test(text))).toEqual([])
  })

  it('stays harmless when its links and forms are used', async () => {
    leaks.forget()
    await inKept(viewer, (doc) => {
      const all = Document.prototype.querySelectorAll.call(doc, 'button, a[href^="#"], form')
      for (const each of all)
        (each as HTMLElement).dispatchEvent(
          new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }),
        )
      for (const form of Document.prototype.querySelectorAll.call(doc, 'form'))
        HTMLFormElement.prototype.requestSubmit.call(form)
    })
    await settle()
    expect(leaks.connections).toBe(0)
    expect(viewer.url()).toContain('viewer.html')
  })

  it('is as harmless as one file, opened from disk or from a server', async () => {
    leaks.forget()
    const { path, text } = await downloadFrom(extension, viewer, '[data-action="export-html"]')
    expect(text).not.toMatch(/<script/i)
    const page = await openFile(extension.browser, path)
    await settle()
    expect(await page.$eval('#end', (end) => getComputedStyle(end).color)).toBe('rgb(1, 2, 3)')
    expect(
      await page.evaluate(() => (window as unknown as { pwnedBy?: string }).pwnedBy),
    ).toBeUndefined()
    const server = await serveText(text)
    const served = await extension.browser.newPage()
    await served.goto(server.url)
    await settle()
    await server.close()
    expect(leaks.requests).toEqual([])
    expect(leaks.connections).toBe(0)
  })

  it('is harmless by its markup alone, with the file\u2019s own policy taken out', async () => {
    leaks.forget()
    const { text } = await downloadFrom(extension, viewer, '[data-action="export-html"]')
    const server = await serveText(text.replaceAll('Content-Security-Policy', 'X-Nothing'))
    const page = await extension.browser.newPage()
    await page.goto(server.url)
    await settle()
    await server.close()
    expect(leaks.requests).toEqual([])
    expect(leaks.connections).toBe(0)
  })

  it('does leak where nobody cares: the same markup served live', async () => {
    leaks.forget()
    const server = await serveText(hostileMarkup(leaks.url))
    const live = await extension.browser.newPage()
    await live.goto(server.url, { waitUntil: 'domcontentloaded' })
    await settle()
    await server.close()
    const names = new Set(leaks.requests)
    console.log(`${names.size} ways leak live`)
    expect(names.size).toBeGreaterThan(40)
  })
})
