import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PageHarness, type PlainCapture, startHarness } from '../support/page-harness.ts'

let h: PageHarness
beforeAll(async () => {
  h = await startHarness()
})
afterAll(() => h.close())

/** What is kept of a page of which a script has selected something. */
async function selected(html: string, select: string): Promise<PlainCapture> {
  h.routes.set('/', html)
  const page = await h.open('/')
  try {
    await page.evaluate(select)
    const before = await page.evaluate(() => document.documentElement.outerHTML)
    const capture = await h.capture(page, { selection: true })
    expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before)
    return capture
  } finally {
    await page.close()
  }
}

const bodyOf = ({ documents: [main] }: PlainCapture): string =>
  /<body[\s\S]*<\/body>/.exec(main?.html ?? '')?.[0].replace(/\s*\n\s*/g, '') ?? ''
const select = (from: string, start: number, to: string, end: number) =>
  `(() => {
    const text = (path) => path.split('>').reduce((at, n) => at.childNodes[n], document.body)
    getSelection().setBaseAndExtent(text('${from}'), ${start}, text('${to}'), ${end})
  })()`

const PAGE = `<!doctype html><html lang="en" class="k"><head><title>All of it</title><style>p{color:red}</style></head>
<body class="b"><nav>menu</nav><main id="m"><p id="p1">one two</p><p>three <b>four</b> five</p><img src="/a.png"><p id="p2">six seven</p></main><footer>end</footer></body></html>`

describe('a page of which only a selection is kept', () => {
  it('has what is selected, cut at its edges, within all that is around it', async () => {
    const capture = await selected(PAGE, select('1>0>0', 4, '1>3>0', 3))
    expect(bodyOf(capture).replace(/<img [^>]*>/, '<img>')).toBe(
      '<body class="b"><main id="m"><p id="p1">two</p><p>three <b>four</b> five</p><img><p id="p2">six</p></main></body>',
    )
    const [main] = capture.documents
    expect(main?.text).toBe('two\nthree four five\nsix')
    expect(main?.title).toBe('All of it')
    expect(main?.html).toContain('<!DOCTYPE html><html lang="en" class="k"><head>')
    expect(main?.html).toContain('<style>p{color:red}</style>')
    expect(capture.wanted.map(({ url }) => new URL(url).pathname)).toContain('/a.png')
  })

  it('has no record of boxes and is scrolled nowhere', async () => {
    const tall = PAGE.replace('<nav>', '<div style="height:3000px">').replace('</nav>', '</div>')
    const scroller = tall.replace('id="m"', 'id="m" style="overflow:auto;height:20px"')
    const { documents } = await selected(
      scroller,
      `${select('1>3>0', 0, '1>3>0', 3)};scrollTo(0, 500);m.scrollTop = 30`,
    )
    expect(documents[0]?.boxes).toBeUndefined()
    expect(documents[0]?.state).toEqual({ scrollX: 0, scrollY: 0 })
    expect(documents[0]?.html).not.toContain('data-linkshot-scroll')
  })

  it.each([
    ['within one text', select('1>0>0', 1, '1>0>0', 5), '<p id="p1">ne t</p>'],
    [
      'that ends where the next paragraph begins',
      select('1>0>0', 0, '1>1', 0),
      '<p id="p1">one two</p>',
    ],
    ['that begins where a paragraph has ended', select('1>0>0', 7, '1>1>0', 5), '<p>three</p>'],
    ['of whole nodes', select('1', 2, '1', 3), null],
    ['made backwards', select('1>1>2', 5, '1>1>1>0', 2), '<p><b>ur</b> five</p>'],
  ])('%s', async (_, script, inner) => {
    const body = bodyOf(await selected(PAGE, script))
    const around = /^<body class="b"><main id="m">(.*)<\/main><\/body>$/.exec(body)?.[1]
    if (inner === null) expect(around).toMatch(/^<img [^>]*>$/)
    else expect(around).toBe(inner)
  })

  it('keeps sheets and drawings for use that stand outside of it', async () => {
    const body = bodyOf(
      await selected(
        `<!doctype html><body><div class="gone"><style>p{margin:1px}</style><p>no</p></div><svg class="defs"><symbol id="i"><path d="M0 0"/></symbol></svg><link rel="stylesheet" href="/s.css"><p>yes <svg><use href="#i"/></svg></p><i>no</i><style>b{}</style></body>`,
        select('3', 0, '3', 2),
      ),
    )
    expect(body).toMatch(
      /^<body><style>p\{margin:1px\}<\/style><svg class="defs"><symbol id="i"><path d="M0 0"><\/path><\/symbol><\/svg><link rel="stylesheet"[^>]*><p>yes <svg><use href="#i"><\/use><\/svg><\/p><style>b\{\}<\/style><\/body>$/,
    )
  })

  it('reaches into shadow trees, and out of them', async () => {
    const page = `<!doctype html><body><p>before</p><div id="a"><template shadowrootmode="open"><style>p{}</style><p>inside one</p><p>inside two</p><slot></slot></template><span>light</span></div><p>after</p></body>`
    const within = await selected(
      page,
      `{ const [p, q] = a.shadowRoot.querySelectorAll('p'); getSelection().setBaseAndExtent(p.firstChild, 7, q.firstChild, 6) }`,
    )
    expect(bodyOf(within)).toBe(
      '<body><div id="a"><template shadowrootmode="open"><style>p{}</style><p>one</p><p>inside</p></template></div></body>',
    )
    const out = await selected(
      page,
      `{ const [, q] = a.shadowRoot.querySelectorAll('p'); getSelection().setBaseAndExtent(q.firstChild, 7, document.body.lastElementChild.firstChild, 2) }`,
    )
    expect(bodyOf(out)).toBe(
      '<body><div id="a"><template shadowrootmode="open"><style>p{}</style><p>two</p><slot></slot></template><span>light</span></div><p>af</p></body>',
    )
    const all = await selected(page, select('0', 0, '2', 1))
    expect(bodyOf(all)).toContain('<p>inside one</p><p>inside two</p><slot></slot>')
  })

  it('keeps frames in it whole and leaves out the others', async () => {
    const { documents } = await selected(
      `<!doctype html><body><iframe srcdoc="<p>out"></iframe><section><iframe srcdoc="<p>in <b>all"></iframe></section></body>`,
      'getSelection().selectAllChildren(document.querySelector("section"))',
    )
    expect(documents.map(({ key }) => key)).toEqual(['0', '0.1'])
    expect(documents[1]?.html).toContain('<p>in <b>all</b></p>')
  })

  it('keeps a field whole in which text is selected', async () => {
    const capture = await selected(
      '<!doctype html><body><p>a</p><input value="some text">',
      'document.querySelector("input").select()',
    )
    expect(bodyOf(capture)).toBe('<body><input value="some text"></body>')
  })

  it.each([
    ['nothing', ''],
    ['a caret', select('0', 0, '0', 0)],
    ['what has gone since', `${select('0>0', 0, '0>0', 4)};document.body.textContent = ''`],
  ])('ends with an error for %s', async (_, script) => {
    await expect(selected(PAGE, script)).rejects.toThrow('nothing is selected')
  })

  it.each([
    [
      'svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><style>text{}</style><text>a</text><g><text id="t">b</text></g></svg>',
    ],
  ])('may be XML: %s', async (_, markup) => {
    h.routes.set('/x.svg', (_req, res) => {
      res.setHeader('content-type', 'image/svg+xml')
      res.end(markup)
    })
    const page = await h.open('/x.svg')
    try {
      await page.evaluate("getSelection().selectAllChildren(document.querySelector('#t'))")
      const { documents } = await h.capture(page, { selection: true })
      expect(documents[0]?.html).toMatch(
        /<style[^>]*>text\{\}<\/style><g><text id="t">b<\/text><\/g><\/svg>/,
      )
    } finally {
      await page.close()
    }
  })
})

describe('a selection on a page that changes while it is read', () => {
  const section = (n: number) =>
    `<section id="s${n}"><h2>section ${n}</h2>${Array.from({ length: 12 }, (_, p) => `<p class="p${p}">text <b>${n}</b>.${p}</p>`).join('')}</section>`
  const html = `<!doctype html><style>p{margin:0}</style><body><main>${Array.from({ length: 40 }, (_, n) => section(n)).join('')}</main>`

  it.each([
    ['not at all', ''],
    [
      'in text that was read',
      "if (pause === 5) document.querySelector('#s4 b').firstChild.data = 'new'",
    ],
    [
      'in a paragraph that was cut',
      "if (pause === 5) document.querySelector('#s3 h2').firstChild.data = 'a whole new title'",
    ],
    [
      'in a list of which parts are selected',
      "if (pause === 5) document.querySelector('main').append('more')",
    ],
    [
      'by taking parts away',
      "if (pause === 6) for (const n of [4, 12, 20]) document.querySelector('#s' + n).remove()",
    ],
    ['outside of it', "if (pause === 5) document.querySelector('#s39').append('more')"],
  ])('%s: is as it would be afterwards', async (_, change) => {
    h.routes.set('/', html)
    const page = await h.open('/')
    try {
      await page.evaluate(
        "getSelection().setBaseAndExtent(document.querySelector('#s3 h2').firstChild, 3, document.querySelector('#s30 h2').firstChild, 4)",
      )
      const { amid, after, pauses } = await h.captureAmid(page, change, { selection: true })
      const parts = ({ documents: [d] }: PlainCapture) => [d?.html, d?.text, d?.changing]
      expect(parts(amid)).toEqual(parts(after))
      expect(pauses).toBeGreaterThan(5)
      expect(after.documents[0]?.text.length).toBeGreaterThan(100)
    } finally {
      await page.close()
    }
  })

  it('is read in a time that grows with the page, however wide a list is', async () => {
    const rows = (count: number) =>
      `<!doctype html><body><ul>${Array.from({ length: count }, (_, n) => `<li>${n}`).join('')}</ul>`
    const time = async (count: number): Promise<number> => {
      const { ms } = await selected(
        rows(count),
        `getSelection().setBaseAndExtent(document.querySelector('ul'), ${count / 4}, document.querySelector('ul'), ${count / 2})`,
      )
      return ms.total
    }
    await time(2000)
    const [small, large] = [await time(3000), await time(24_000)]
    expect(large).toBeLessThan(Math.max(small, 10) * 8 * 4)
  })
})

describe('scripts kept for reading', () => {
  const PAGE_WITH = `<!doctype html><head><script>window.ran = (window.ran ?? 0) + 1 // </head></script><script type="module" src="/m.js"></script><script src="/c.js" defer></script><script type="application/ld+json">{"a":1}</script><script type="text/template"><b>x</b></script></head><body><p>text</p><script></script><svg><script href="/s.js"></script></svg></body>`

  it('are bodies that no document mentions', async () => {
    h.routes.set('/', PAGE_WITH)
    const page = await h.open('/')
    try {
      const capture = await h.capture(page, { scripts: true })
      const scripts = capture.own.filter(({ kind }) => kind === 'script')
      expect(scripts.map(({ url, type }) => [url, type])).toEqual([['', 'text/javascript']])
      expect(Buffer.from(scripts[0]?.body.base64 ?? '', 'base64').toString()).toBe(
        'window.ran = (window.ran ?? 0) + 1 // </head>',
      )
      const wanted = capture.wanted.filter(({ kind }) => kind === 'script')
      expect(wanted.map(({ url }) => new URL(url).pathname)).toEqual(['/m.js', '/c.js', '/s.js'])
      const { html = '' } = capture.documents[0] ?? {}
      for (const { cid } of [...scripts, ...wanted]) expect(html).not.toContain(cid)
      const plain = await h.capture(page)
      expect(plain.documents[0]?.html).toBe(html)
      expect(plain.own.concat(plain.wanted as never).some(({ kind }) => kind === 'script')).toBe(
        false,
      )
    } finally {
      await page.close()
    }
  })
})
