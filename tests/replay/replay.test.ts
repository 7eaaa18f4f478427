import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { buildPage } from './build-snapshot.ts'
import { LEAK_ARGS } from './leak-server.ts'
import { downloadFrom, openFile } from './open-file.ts'
import { inKept, storeAndView } from './viewer-page.ts'

const RED_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=='

describe('a stored page in the viewer', () => {
  let extension: Extension
  const pages: Page[] = []
  const show = async (parts: Parameters<typeof buildPage>[0]) => {
    const page = await storeAndView(extension, buildPage(parts))
    pages.push(page)
    return page
  }

  beforeAll(async () => {
    extension = await launchExtension({ mode: 'granted', args: LEAK_ARGS })
    await closeWelcome(extension)
  })
  afterAll(() => extension.close())

  it('opens links in a new tab, from frames and shadow roots too, by click and by Enter', async () => {
    const link = (id: string) => `<a id="${id}" href="http://leak.example:9/${id}">${id}</a>`
    const page = await show({
      frames: {
        '0': `<!doctype html><title>Links</title>${link('plain')}
          <div id="host"><template shadowrootmode="closed">${link('shadow')}</template></div>
          <svg width="99" height="20"><a href="http://leak.example:9/svg"><text id="svg" y="15">svg</text></a></svg>
          <a id="inner" href="cid:frame-0.0">frame</a><a id="mail" href="mailto:a@b.example">mail</a>
          <iframe src="cid:frame-0.0"></iframe>`,
        '0.0': `<!doctype html>${link('framed')}`,
      },
    })
    const frame = await page.waitForFrame((each) => each.parentFrame() === page.mainFrame())
    const child = frame.childFrames()[0]
    const opened = async (act: () => Promise<unknown>, path: string) => {
      const arriving = extension.browser.waitForTarget((target) => target.url().endsWith(path))
      await page.bringToFront()
      await act()
      await (await (await arriving).page())?.close()
    }
    await opened(() => frame.click('#plain'), '/plain')
    await opened(() => frame.click('#svg'), '/svg')
    await opened(() => frame.click('#plain', { button: 'middle' }), '/plain')
    await opened(
      () => (child ? child.click('#framed') : Promise.reject(new Error('no frame'))),
      '/framed',
    )
    await opened(async () => {
      await frame.focus('#plain')
      await page.keyboard.press('Enter')
    }, '/plain')
    await opened(
      () =>
        inKept(page, (doc) => doc.getElementById('host')?.shadowRoot?.querySelector('a')?.click()),
      '/shadow',
    )
    const before = (await extension.browser.pages()).length
    await frame.click('#inner')
    await frame.click('#mail')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect((await extension.browser.pages()).length).toBe(before)
    expect(page.url()).toContain('viewer.html')
  })

  it('scrolls to places in the page and starts where the reader was', async () => {
    const filler = '<div style="height:3000px">tall</div>'
    const page = await show({
      url: 'https://kept.example/long',
      frames: {
        '0': {
          text: `<!doctype html><style>html{scroll-behavior:smooth}</style><a id="go" href="https://kept.example/long#here">go</a>${filler}<h2 id="here">here</h2>${filler}`,
          state: { scrollX: 0, scrollY: 700 },
        },
      },
    })
    expect(await inKept(page, (_doc, view) => view.scrollY)).toBe(700)
    await inKept(page, (doc) => doc.getElementById('go')?.click())
    await until('the place', async () =>
      inKept(
        page,
        (doc) => Math.abs(doc.getElementById('here')?.getBoundingClientRect().top ?? 99) < 5,
      ),
    )
  })

  it.each([
    ['', 'BackCompat', true],
    ['<!DOCTYPE html>', 'CSS1Compat', false],
    ['<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">', 'BackCompat', true],
    [
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
      'CSS1Compat',
      true,
    ],
  ])(
    'keeps the mode of a document with doctype "%s", as a file and in a frame too',
    async (doctype, mode, tight) => {
      // In quirks and limited-quirks mode a cell is as high as its picture, in standards mode higher.
      const text = `${doctype}<title>Mode</title><table cellpadding="0"><tr><td id="cell" style="font:40px serif"><img src="cid:red" height="10"></table>`
      const page = await show({
        frames: { '0': `${text}<iframe src="cid:frame-0.0"></iframe>`, '0.0': text },
        resources: { red: { type: 'image/png', base64: RED_PIXEL } },
      })
      const measure = (doc: Document) => {
        const of = (each: Document | null | undefined) => [
          each?.compatMode,
          (each?.getElementById('cell')?.offsetHeight ?? 99) < 14,
        ]
        return [of(doc), of(doc.querySelector('iframe')?.contentDocument)]
      }
      expect(await inKept(page, measure)).toEqual([
        [mode, tight],
        [mode, tight],
      ])
      const { path } = await downloadFrom(extension, page, '[data-action="export-html"]')
      const file = await openFile(extension.browser, path)
      const inner = file.frames()[1]
      const read = () => [
        document.compatMode,
        (document.getElementById('cell')?.offsetHeight ?? 99) < 14,
      ]
      expect(await file.evaluate(read)).toEqual([mode, tight])
      expect(await inner?.evaluate(read)).toEqual([mode, tight])
    },
  )

  it('shows shadow roots, closed and nested ones', async () => {
    const page = await show({
      frames: {
        '0': `<!doctype html><title>Roots</title><div id="host"><template shadowrootmode="closed"><style>p{color:rgb(9,9,9)}</style>
          <p>inside</p><div><template shadowrootmode="open"><img src="cid:red"></template></div></template></div>`,
      },
      resources: { red: { type: 'image/png', base64: RED_PIXEL } },
    })
    const seen = await inKept(page, (doc, view) => {
      const root = doc.getElementById('host')?.shadowRoot
      const text = root?.querySelector('p')
      const image = root?.querySelector('div')?.shadowRoot?.querySelector('img')
      return [text && view.getComputedStyle(text).color, image?.naturalWidth]
    })
    expect(seen).toEqual(['rgb(9, 9, 9)', 1])
  })

  it('fills in pictures, candidates, sheets and nested sheets', async () => {
    const page = await show({
      frames: {
        '0': `<!doctype html><title>Bodies</title><link rel="stylesheet" href="cid:main" media="screen">
          <img id="one" src="cid:red"><img id="two" srcset="cid:red 1x, cid:gone 2x"><img id="three" src="cid:vector">
          <p id="p" style="background:url(&quot;cid:red&quot;)">p</p><canvas id="c" style="content:url(cid:drawn)!important" width="5" height="5"></canvas>
          <svg id="s" width="20" height="20"><use href="cid:vector#dot"/></svg>`,
      },
      resources: {
        main: {
          type: 'text/css',
          kind: 'style',
          text: '@import url("cid:deep") layer(x);#p{border-top:3px solid red}',
        },
        deep: { type: 'text/css', kind: 'style', text: '#p{color:rgb(4,5,6)}' },
        red: { type: 'application/octet-stream', base64: RED_PIXEL },
        drawn: { type: 'image/png', kind: 'canvas', base64: RED_PIXEL },
        vector: {
          type: 'image/svg+xml',
          text: '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"><rect id="dot" width="7" height="7"/></svg>',
        },
      },
    })
    const widths = await inKept(page, (doc) =>
      [...doc.querySelectorAll('img')].map((image) => image.naturalWidth),
    )
    expect(widths).toEqual([1, 1, 7])
    const style = await inKept(page, (doc, view) => {
      const found = doc.getElementById('p')
      if (!found) return []
      const { color, borderTopWidth, backgroundImage } = view.getComputedStyle(found)
      return [color, borderTopWidth, backgroundImage.slice(0, 10)]
    })
    expect(style).toEqual(['rgb(4, 5, 6)', '3px', 'url("blob:'])
    expect(
      await inKept(page, (doc) => (doc.querySelector('use') as SVGGraphicsElement).getBBox().width),
    ).toBe(7)
    const { path } = await downloadFrom(extension, page, '[data-action="export-html"]')
    const file = await openFile(extension.browser, path)
    const shown = await file.evaluate(() => [
      ...[...document.querySelectorAll('img')].map((image) => image.naturalWidth),
      (document.querySelector('use') as SVGGraphicsElement).getBBox().width,
      getComputedStyle(document.querySelector('canvas') as Element).backgroundImage.slice(0, 14),
      getComputedStyle(document.querySelector('#p') as Element).color,
    ])
    expect(shown).toEqual([1, 1, 7, 7, 'url("data:imag', 'rgb(4, 5, 6)'])
  })

  it('keeps leading newlines, odd text and the characters of any language', async () => {
    const page = await show({
      frames: {
        '0': '<!doctype html><title>中文 · 标题</title><pre id="p">\n\ncode &lt;b&gt;</pre><p>汉字 عربى 😀&nbsp;</p>',
      },
    })
    expect(await inKept(page, (doc) => doc.getElementById('p')?.textContent)).toBe('\ncode <b>')
    expect(await inKept(page, (doc) => doc.querySelector('p')?.textContent)).toBe(
      '汉字 عربى 😀\u00a0',
    )
  })

  it('shows XHTML and SVG documents as what they are, and exports them', async () => {
    const page = await show({
      frames: {
        '0': {
          type: 'application/xhtml+xml',
          text: '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>X</title><style>p:before{content:"a&lt;/style>b"}</style></head><body><p id="p">x<br/></p><iframe src="cid:frame-0.0"></iframe></body></html>',
        },
        '0.0': {
          type: 'image/svg+xml',
          text: '<?xml-stylesheet href="http://leak.example/x.css"?><svg xmlns="http://www.w3.org/2000/svg" id="svg"><script>1</script><circle r="5"/></svg>',
        },
      },
    })
    expect(
      await inKept(page, (doc) => [
        doc.contentType,
        doc.querySelector('iframe')?.contentDocument?.contentType,
      ]),
    ).toEqual(['application/xhtml+xml', 'image/svg+xml'])
    const { text } = await downloadFrom(extension, page, '[data-action="export-html"]')
    expect(text).toContain('<p id="p">x<br></p>')
    const [, drawing = ''] = /data:image\/svg\+xml[^,"]*;base64,([^"]+)/.exec(text) ?? []
    expect(atob(drawing)).toContain('<circle r="5"')
  })
})
