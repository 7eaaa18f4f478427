import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AddPage, LINES, openAddPage } from '../support/add-page.ts'
import { waitForText } from '../support/keep.ts'

const BOOKMARKS = `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><H3>前端</H3><DL><p>
  <DT><A HREF="https://a.example/">A &amp; B</A><DT><H3>React</H3><DL><p>
  <DT><A HREF="https://b.example/" TAGS="ui">B</A></DL><p></DL><p></DL><p>`

let at: AddPage
let folder: string

const file = async (name: string, text: string | Uint8Array) => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}
const chooseFiles = async (...paths: string[]) => {
  const input = (await at.page.waitForSelector(
    '[data-role=files]',
  )) as ElementHandle<HTMLInputElement>
  await input.uploadFile(...paths)
}

/** Notes how long the page has no turn. */
const watchHolds = () =>
  at.page.evaluate(() => {
    let last = performance.now()
    Object.assign(globalThis, { longest: 0 })
    setInterval(() => {
      const now = performance.now()
      Object.assign(globalThis, {
        longest: Math.max(Reflect.get(globalThis, 'longest'), now - last),
      })
      last = now
    }, 5)
  })
/** The longest time so far, which begins anew. */
const longestHold = () =>
  at.page.evaluate(() => {
    const longest = Number(Reflect.get(globalThis, 'longest'))
    Object.assign(globalThis, { longest: 0 })
    return longest
  })

async function launch(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'linkshot-files-'))
  at = await openAddPage('production')
}
async function close(): Promise<void> {
  await at.close()
  await rm(folder, { recursive: true })
}

describe('files', () => {
  beforeAll(launch)
  afterAll(close)

  it('of bookmarks bring their titles, folders and tags', async () => {
    await at.openAdd()
    await chooseFiles(await file('bookmarks.html', BOOKMARKS))
    await at.listed()
    expect(await at.titles()).toEqual(['A & B', 'B'])
    await at.linksOnly()
    await at.add()
    expect(await at.linkTo('https://a.example/')).toMatchObject({ title: 'A & B', versions: 0 })
    expect(await at.tagsOf('https://a.example/')).toEqual(['前端'])
    expect(await at.tagsOf('https://b.example/')).toEqual(['React', 'ui'])
  })

  it('show what is in the library, which is not added again', async () => {
    await at.openAdd()
    const text = 'https://a.example/ | again\nhttps://c.example/'
    await chooseFiles(
      await file('list.txt', text),
      await file('more.md', '[D](https://d.example/)'),
    )
    await at.page.waitForSelector('.pick-known')
    await waitForText(at.page, '[data-role=chosen]', '2 of 3')
    await waitForText(at.page, '[data-action=add]', 'Add 2 links')
  })

  it('that are dropped are listed, too', async () => {
    await at.openAdd()
    await at.page.evaluate(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['url,title\nhttps://e.example/,E'], 'x.csv'))
      for (const type of ['dragenter', 'drop']) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
        document.querySelector('dialog')?.dispatchEvent(event)
      }
    })
    await at.listed()
    expect(await at.titles()).toEqual(['E'])
  })

  it('without text are refused with what to do', async () => {
    await at.openAdd()
    await chooseFiles(await file('x.zip', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])))
    await waitForText(at.page, '[data-role=error]', 'Choose a text')
    await at.page.click('[data-action=add-back]')
    await at.page.waitForSelector('[data-role=add-field]:focus')
  })

  it('of twenty thousand links do not hold the at.page, nor does choosing among them', async () => {
    const line = (n: number) =>
      `<DT><A HREF="https://x.example/${n}" ICON="${'i'.repeat(400)}">N ${n}</A>`
    const lines = Array.from({ length: 20_000 }, (_, index) => line(index)).join('\n')
    await at.openAdd()
    const path = await file('many.html', `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>${lines}</DL>`)
    await watchHolds()
    const begun = Date.now()
    await chooseFiles(path)
    await at.listed()
    const [took, reading] = [Date.now() - begun, await longestHold()]
    await at.page.type('.pick-filters input', 'n 1999')
    await at.page.waitForFunction(() => document.querySelectorAll('.pick-line').length === 12)
    await at.press('ArrowDown', 'Space', 'ArrowDown')
    await waitForText(at.page, '[data-role=chosen]', '19,999 of 20,000')
    expect((await at.page.$$(LINES)).length).toBeLessThan(60)
    const [held, choosing] = [Math.round(reading), Math.round(await longestHold())]
    console.info(`20,000 links: read in ${took} ms, held for ${held} ms, then for ${choosing} ms`)
    // Other tests may run beside, so it is compared with itself.
    expect(held).toBeLessThan(took / 2)
  })
})

describe('the clipboard', () => {
  beforeAll(launch)
  afterAll(close)

  const copy = (html: string, text: string) =>
    at.page.evaluate(
      async (...[marked, plain]) => {
        const types = { 'text/html': marked, 'text/plain': plain }
        const parts = Object.entries(types).map(([type, part]) => [
          type,
          new Blob([part], { type }),
        ])
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))])
      },
      html,
      text,
    )

  it('is read by a button, with links behind words', async () => {
    const origin = at.extension.url('').replace(/\/$/, '')
    await at.openAdd()
    const context = at.extension.browser.defaultBrowserContext()
    await context.overridePermissions(origin, [
      'clipboard-read',
      'clipboard-write',
      'clipboard-sanitized-write',
    ])
    await copy(
      '<a href="https://p.example/">one</a> <a href="https://q.example/">two</a>',
      'one two',
    )
    await at.page.click('[data-action=paste]')
    await at.listed()
    expect(await at.titles()).toEqual(['one', 'two'])
    await at.page.click('[data-action=add-back]')
    await at.page.waitForSelector('[data-role=add-field]')
    await copy('<b>see r.example</b>', 'https://r.example/x')
    await at.page.click('[data-action=paste]')
    await at.page.waitForFunction(
      () => document.querySelector('textarea')?.value === 'https://r.example/x',
    )
    await context.clearPermissionOverrides()
  })

  it('that may not be read is pasted by keys instead', async () => {
    await at.openAdd()
    await at.page.evaluate(() => {
      navigator.clipboard.read = () => Promise.reject(new DOMException('', 'NotAllowedError'))
    })
    await at.page.click('[data-action=paste]')
    await waitForText(at.page, '[data-role=error]', 'Ctrl+V')
    await at.page.waitForSelector('[data-role=add-field]:focus')
  })

  it('asks before tabs and bookmarks are listed', async () => {
    await at.openAdd()
    await at.page.click('[data-action=from-tabs]')
    await at.page.waitForSelector('[data-role=needs-permission] [data-action=allow-sites]')
    await at.page.click('[data-action=add-back]')
    await at.page.click('[data-action=from-bookmarks]')
    await at.page.waitForSelector('[data-action=allow-bookmarks]')
  })
})
