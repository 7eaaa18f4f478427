import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  captureHtml,
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

const whole = (got: PlainCapture) => got.documents[0]?.html ?? ''
/** What attributes were, for selectors, is a test of its own. */
const htmlOf = (got: PlainCapture) =>
  whole(got).replace(/ data-linkshot-(?:was-[a-z]+|new)="[^"]*"/g, '')
const bodyOf = (got: PlainCapture) => /<body[^>]*>([\s\S]*)<\/body>/.exec(htmlOf(got))?.[1] ?? ''
const body = async (html: string) => bodyOf(await capture(`<!doctype html><body>${html}`))
describe('the document', () => {
  test.each([
    ['<!doctype html>', '<!DOCTYPE html>'],
    [
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
    ],
    [
      '<!doctype html system "about:legacy-compat">',
      '<!DOCTYPE html SYSTEM "about:legacy-compat">',
    ],
    ['', ''],
  ])('keeps the mode %j puts it in', async (doctype, expected) => {
    const html = htmlOf(await capture(`${doctype}<html dir=rtl><p>x`))
    expect(html).toBe(
      `${expected}<html dir="rtl"><head><meta charset="utf-8"></head><body><p>x</p></body></html>`,
    )
  })

  test.each([
    ['text and entities', 'a &lt; b &amp;nbsp; &copy;&nbsp;', 'a &lt; b &amp;nbsp; ©&#160;'],
    ['comments', '<!-- a --><i>b</i>', '<!-- a --><i>b</i>'],
    ['void elements', '<br><hr><wbr>', '<br><hr><wbr>'],
    ['leading newlines', '<pre>\n\na</pre><pre>\na</pre>', '<pre>\n\na</pre><pre>a</pre>'],
    ['odd attributes', `<p a='"&<' b c=1>`, '<p a="&quot;&amp;&lt;" b="" c="1"></p>'],
    ['raw text', '<xmp><b>&amp;</xmp>', '<xmp><b>&amp;</xmp>'],
    [
      'foreign elements',
      '<svg viewBox="0 0 1 1"><lineargradient/><foreignObject><p>x</p></foreignObject></svg><math><mi>x</mi></math>',
      '<svg viewBox="0 0 1 1"><linearGradient></linearGradient><foreignObject><p>x</p></foreignObject></svg><math><mi>x</mi></math>',
    ],
    ['style of SVG', '<svg><style>a&lt;b{}</style></svg>', '<svg><style>a&lt;b{}</style></svg>'],
    ['templates', '<template><p>a<img src=x></template>', '<template><p>a<img></p></template>'],
    ['plaintext', 'a<plaintext>b<c>', 'a<pre data-linkshot-tag="plaintext">b&lt;c&gt;</pre>'],
    ['an empty noscript', 'a<noscript><img src=x></noscript>', 'a<noscript></noscript>'],
    [
      'the place of scripts',
      'a<script src=x id=s>1</script>b',
      'a<script id="s" type="text/plain"></script>b',
    ],
  ])('writes %s', async (_, html, expected) => {
    expect(await body(html)).toBe(expected)
  })

  test('keeps a clobbered form and its content', async () => {
    expect(
      await body('<form action=/x id=f><input name=firstChild><input name=attributes></form>'),
    ).toBe('<form id="f"><input name="firstChild"><input name="attributes"></form>')
  })

  test('is not confused by elements named as parts of the document', async () => {
    const got = await capture(
      '<!doctype html><title>Real</title><img name=title><img name=documentElement><img name=body>',
    )
    expect(got.documents[0]?.title).toBe('Real')
    expect(bodyOf(got)).toContain('name="documentElement"')
  })

  test('drops what runs, connects, navigates or sends', async () => {
    const html = htmlOf(
      await capture(`<!doctype html><base href="/deep/" target=_top><meta http-equiv=refresh content="9;url=/x">
        <meta http-equiv=content-security-policy content="img-src *"><link rel=preconnect href=//a.test><link rel=prefetch href=x>
        <link rel=manifest href=x><link rel=canonical href=c><body onload=1><a href="java&#10;script:1" ping=/p onclick=1>a</a><a href=x>b</a>
        <form action=/f><button formaction=/g nonce=n>c</button></form><svg><a xlink:href="javascript:1">d</a></svg>`),
    )
    expect(html).not.toMatch(
      /script:|ping|onclick|onload|refresh|security|preconnect|prefetch|manifest|action|nonce/,
    )
    expect(html).toContain('<base target="_top">')
    expect(html).toContain(`<a href="${h.origin}/deep/x">b</a>`)
    expect(html).toContain(`<link rel="canonical" href="${h.origin}/deep/c">`)
  })

  test('leaves links to places in itself, unless a base sends them elsewhere', async () => {
    expect(await body('<a href=#x>a</a><a href="#">b</a>')).toBe(
      '<a href="#x">a</a><a href="#">b</a>',
    )
    const html = htmlOf(await capture('<!doctype html><base href="/b/"><a href=#x>a</a>'))
    expect(html).toContain(`href="${h.origin}/b/#x"`)
  })

  test('keeps what was typed, but no secrets', async () => {
    const html =
      await body(`<input id=a><input id=b type=checkbox checked><input type=radio id=c><textarea id=d>old</textarea>
      <select id=e><option selected>1<option>2</select><input type=password value=p id=f><input id=g autocomplete="cc-number" value=4>
      <input type=range id=r><script>a.value='"typed"';b.checked=false;c.checked=true;d.value='\\n<new>';e.value='2';f.value='secret';g.value='4111';r.value=7</script>`)
    expect(html).toContain('<input id="a" value="&quot;typed&quot;">')
    expect(html).toContain('<input id="b" type="checkbox">')
    expect(html).toContain('<input type="radio" id="c" checked="">')
    expect(html).toContain('<textarea id="d">\n\n&lt;new&gt;</textarea>')
    expect(html).toContain('<option>1</option><option selected="">2</option>')
    expect(html).toContain('<input type="range" id="r" value="7">')
    expect(html).not.toMatch(/secret|4111|value="p"|value="4"/)
  })

  test('reads open roots with their adopted sheets', async () => {
    const html =
      await body(`<div id=x>light</div><script>const r=x.attachShadow({mode:'open',delegatesFocus:true});
      r.innerHTML='<p><slot></slot></p>';const s=new CSSStyleSheet();s.replaceSync('p{color:red}');r.adoptedStyleSheets=[s]</script>`)
    expect(html).toContain(
      '<div id="x"><template shadowrootmode="open" shadowrootdelegatesfocus=""><p><slot></slot></p><style data-linkshot="adopted">p { color: red; }</style></template>light</div>',
    )
  })

  test('leaves the page as it was', async () => {
    h.routes.set(
      '/',
      `<!doctype html><canvas></canvas><div id=x></div><img src=a><script>x.attachShadow({mode:'open'}).innerHTML='<p>';
      self.seen=[];new MutationObserver(l=>seen.push(...l)).observe(document,{subtree:true,childList:true,attributes:true,characterData:true});
      for(const t of ['focus','scroll','message','selectionchange'])addEventListener(t,()=>seen.push(t),true)</script>`,
    )
    const page = await h.open('/')
    const state = () =>
      page.evaluate(
        '[document.documentElement.outerHTML, self.seen.length, performance.getEntriesByType("mark").length]',
      )
    const before = await state()
    await h.capture(page)
    expect(await state()).toEqual(before)
    expect(
      await page.evaluate('!!document.querySelector("canvas").getContext("webgl")'),
    ).toBeTypeOf('boolean')
    await page.close()
  })

  test('copes with 20,000 levels that are not shown', async () => {
    const got =
      await capture(`<!doctype html><body><script>const t=document.createElement('div');t.style.display='none';let d=t;
      for(let i=0;i<20000;i++){const e=document.createElement('b');d.append(e);d=e}d.append('deep');document.body.append(t)</script>`)
    expect(htmlOf(got)).toContain('<b>deep</b>')
  })
})

describe('attributes that are kept as others', () => {
  test.each([
    ['a link that was relative', '<a href="x?a#b">', 'href', 'x?a#b'],
    ['a picture', '<img src="a.png">', 'src', 'a.png'],
    ['the presence of handlers', '<p onclick="f()">', 'onclick', ''],
    ['the presence of lists of pictures', '<img srcset="a.png 2x">', 'srcset', ''],
    ['a form', '<form action="/search">', 'action', '/search'],
    ['the presence of addresses that run script', '<a href=" javascript:f()">', 'href', ''],
    ['a long value', `<a href="${'x'.repeat(600)}">`, 'href', ''],
  ])('are noted: %s', async (_, html, name, value) => {
    const got = whole(await capture(`<!doctype html><body>${html}`))
    expect(got).toContain(` data-linkshot-was-${name}="${value}"`)
  })

  test('are noted where only the kept element has them, and never as secrets', async () => {
    const got = whole(
      await capture(`<!doctype html><body><input id=a><input id=b type=checkbox checked>
      <input type=password value=secret><script>a.value = 'x'; b.checked = false</script>`),
    )
    expect(got).toContain('<input id="a" value="x" data-linkshot-new="value">')
    expect(got).toContain('data-linkshot-was-checked=""')
    expect(got).not.toContain('secret')
  })

  test.each([
    ['an absolute link', '<a href="https://a.test/x">'],
    ['what nobody styles', '<script src="x.js"></script><base href="/">'],
    ['what is in a template', '<template><img src="a.png"></template>'],
  ])('are not noted for %s', async (_, html) => {
    expect(whole(await capture(`<!doctype html><body>${html}`))).not.toContain('linkshot-was')
  })
})

describe('visible text', () => {
  test('has a line for each block and leaves out what is hidden', async () => {
    const got =
      await capture(`<!doctype html><title>t</title><style>p{color:red}</style><h1>Title</h1><p>one <b>two</b>
      three<br>four</p><div hidden>no</div><div style="display:contents"><i>in</i></div><ul><li>a<li>b</ul><span style="display:block">x</span>y
      <div id=s>slot</div><div id=n>unslotted</div><script>s.attachShadow({mode:'open'}).innerHTML='<p>root</p><slot></slot>';
      n.attachShadow({mode:'open'}).innerHTML='only'</script>`)
    expect(got.documents[0]?.text).toBe(
      'Title\none two three\nfour\nin\na\nb\nx\ny\nroot\nslot\nonly',
    )
  })
})
