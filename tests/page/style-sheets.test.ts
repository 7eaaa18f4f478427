import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { boxFont } from '../fidelity/routes/box-font.ts'
import {
  captureHtml,
  file,
  ownText,
  type PageHarness,
  type PlainCapture,
  startHarness,
} from '../support/page-harness.ts'

let h: PageHarness
beforeAll(async () => {
  h = await startHarness()
})
afterAll(() => h.close())

const capture = (html: string) => captureHtml(h, html)

const htmlOf = (got: PlainCapture) => got.documents[0]?.html ?? ''

describe('style sheets', () => {
  const sheet = (got: PlainCapture, end: string) =>
    ownText(got, got.own.find(({ url }) => url.endsWith(end))?.cid ?? '')

  test('keep their source while it says what the rules are', async () => {
    h.routes.set(
      '/a.css',
      file('text/css', '/* c */p{--c:red;border:1px solid var(--c);background:url(img/x.png)}'),
    )
    const got = await capture(
      '<!doctype html><link rel=stylesheet href=a.css><style>p{margin:0 var(--m)}</style>',
    )
    expect(htmlOf(got)).toContain('<style>p{margin:0 var(--m)}</style>')
    expect(sheet(got, 'a.css')).toMatch(
      /^\/\* c \*\/p\{--c:red;border:1px solid var\(--c\);background:url\("cid:r\w+"\)\}$/,
    )
    expect(got.wanted).toContainEqual(expect.objectContaining({ url: `${h.origin}/img/x.png` }))
  })

  test('are taken from the rules where a script changed those', async () => {
    h.routes.set('/a.css', file('text/css', 'p{color:red}'))
    const got =
      await capture(`<!doctype html><link rel=stylesheet href=a.css id=l><style id=s>a{color:red}</style>
      <script>l.sheet.insertRule('b{color:blue}');s.sheet.deleteRule(0);s.sheet.insertRule('i::before{content:"</style>"}')</script>`)
    expect(sheet(got, 'a.css')).toBe('b { color: blue; }\np { color: red; }')
    expect(htmlOf(got)).toContain('<style id="s">i::before { content: "<\\/style>"; }</style>')
  })

  test('keep imports with their layers, each as a body of its own', async () => {
    h.routes.set('/a.css', file('text/css', '@import "b.css" layer(x) screen;p{color:red}'))
    h.routes.set('/b.css', file('text/css', '@import url(c.css);b{color:red}'))
    h.routes.set('/c.css', file('text/css', 'i{color:red}'))
    const got = await capture('<!doctype html><style>@import "a.css";</style>')
    expect(htmlOf(got)).toMatch(/<style>@import "cid:r\w+";<\/style>/)
    expect(sheet(got, 'a.css')).toMatch(/^@import "cid:r\w+" layer\(x\) screen;p\{color:red\}$/)
    expect(sheet(got, 'c.css')).toBe('i{color:red}')
  })

  test('keep being off, on and limited to media', async () => {
    const html = htmlOf(
      await capture(`<!doctype html><style id=a>p{}</style><style id=b media=print>p{}</style><style id=c title=t>p{}</style>
      <script>a.sheet.disabled=true;b.sheet.media.mediaText='screen'</script>`),
    )
    expect(html).toContain('<style id="a" media="not all">')
    expect(html).toContain('<style id="b" media="screen">')
    expect(html).toContain('<style id="c">')
  })

  test('that hide their rules are read from their source, or asked for', async () => {
    h.routes.set(
      '/open.css',
      file('text/css', 'p{background:url(o.png)}', { 'access-control-allow-origin': '*' }),
    )
    h.routes.set('/shut.css', file('text/css', 'p{background:url(s.png)}'))
    const got = await capture(
      `<!doctype html><link rel=stylesheet href=${h.otherOrigin}/open.css><link rel=stylesheet href=${h.otherOrigin}/shut.css>`,
    )
    expect(sheet(got, 'open.css')).toMatch(/cid:r/)
    expect(got.wanted).toContainEqual(
      expect.objectContaining({ kind: 'style', url: `${h.otherOrigin}/shut.css` }),
    )
  })

  test('written in another encoding come as UTF-8', async () => {
    const gbk = Buffer.from('@charset "gbk";p::before{content:"\xc4\xe3"}', 'latin1')
    h.routes.set('/a.css', file('text/css', gbk))
    const got = await capture('<!doctype html><link rel=stylesheet href=a.css>')
    expect(sheet(got, 'a.css')).toBe('p::before{content:"你"}')
  })

  test('ask only for font files that were used', async () => {
    const got =
      await capture(`<!doctype html><style>@font-face{font-family:A;src:url(a.woff2),url(a.woff)}
      @font-face{font-family:B;src:url(b.woff2)}</style><p style="font-family:A">x</p><script>document.fonts.load('1em A')</script>`)
    const fonts = got.wanted.filter(({ kind }) => kind === 'font').map(({ url }) => url)
    expect(fonts).not.toContain(`${h.origin}/b.woff2`)
  })

  test('a script changed keep shorthands with var() as they were written', async () => {
    const html = htmlOf(
      await capture(`<!doctype html><style id=s>/*x*/a{border:1px solid var(--c);border-left:0}@media screen{b{margin:var(--m);margin-top:0}}</style>
      <script>s.sheet.insertRule('i{color:red}')</script>`),
    )
    expect(html).toContain('a{border:1px solid var(--c);border-left:0}')
    expect(html).toContain('@media screen{b{margin:var(--m);margin-top:0}}')
    expect(html).toContain('i { color: red; }')
  })

  test('without a source get the values that are seen for such shorthands', async () => {
    const html = htmlOf(
      await capture(`<!doctype html><p style="--w:3px">x</p><script>const s=new CSSStyleSheet()
      s.replaceSync('p{padding:var(--w);padding-left:0}');document.adoptedStyleSheets=[s]</script>`),
    )
    expect(html).toMatch(/data-linkshot="adopted">p \{.*padding-top: 3px;.*padding-left: 0/)
  })

  test('imported twice are told apart where one of them was changed', async () => {
    h.routes.set('/t.css', file('text/css', 'p{color:red}'))
    const html = htmlOf(
      await capture(`<!doctype html><style id=s>@import "t.css";@import "t.css" print;</style>
      <script>s.sheet.cssRules[1].styleSheet.insertRule('b{color:blue}')</script>`),
    )
    const [, first, second] = /@import "(cid:\w+)";@import "(cid:[\w-]+)" print/.exec(html) ?? []
    expect(second).toMatch(/^cid:\w+-\w+$/)
    expect(second?.startsWith(`${first}-`)).toBe(true)
  })

  test('of titled sets apply as they did', async () => {
    const html = htmlOf(
      await capture(
        '<!doctype html><style title=A id=a>p{}</style><style title=B id=b>p{}</style><style id=c>p{}</style>',
      ),
    )
    expect(html).toContain('<style id="a">')
    expect(html).toMatch(/<style [^>]*id="b"[^>]*media="not all"/)
    expect(html).toContain('<style id="c">')
  })

  test('ask for no font file that only browsers long gone would take', async () => {
    h.routes.set('/a.ttf', file('font/ttf', boxFont('A', 800)))
    const got = await capture(`<!doctype html><style>@font-face{font-family:A;src:url(a.eot);
      src:url(a.eot?#iefix) format("embedded-opentype"),url(a.ttf) format("truetype"),url(a.svg#a) format("svg")}</style>
      <p style="font-family:A">x</p><script>document.fonts.load('1em A')</script>`)
    const fonts = got.wanted.filter(({ kind }) => kind === 'font').map(({ url }) => url)
    expect(fonts).toEqual([`${h.origin}/a.ttf`])
  })

  test('stand for fonts a script made from addresses', async () => {
    h.routes.set('/f.ttf', file('font/ttf', boxFont('Box', 800)))
    const got = await capture(`<!doctype html><p style="font-family:'My Face'">x</p>
      <script>const f=new FontFace('My Face','url(/f.ttf)',{weight:'700'});document.fonts.add(f);f.load()</script>`)
    expect(htmlOf(got)).toMatch(
      /<style data-linkshot="fonts">@font-face\{font-family:"My Face";src:url\("cid:\w+"\);font-style:normal;font-weight:700/,
    )
    expect(got.missing).toEqual([])
  })

  test('stand for properties a script registered', async () => {
    const html = htmlOf(
      await capture(`<!doctype html><style>@property --rule{syntax:"<length>";inherits:false;initial-value:1px}
      .o{--own:9px}</style><div class=o><p>x</p></div>
      <script>CSS.registerProperty({name:'--own',syntax:'<length>',inherits:false,initialValue:'3px'})</script>`),
    )
    expect(html).toContain(
      '<style data-linkshot="properties">@property --own{syntax:"<length>";inherits:false;initial-value:3px}</style>',
    )
  })
})
