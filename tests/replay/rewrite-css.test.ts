import { describe, expect, it } from 'vitest'
import { rewriteCss } from '../../utils/replay/rewrite-css.ts'

const seen = (css: string) => {
  const urls: string[] = []
  const text = rewriteCss(css, (url, use) => {
    urls.push(use === 'import' ? `@${url}` : url)
    return url.startsWith('http') ? 'data:,' : url
  })
  return { urls, text }
}

describe('rewriteCss', () => {
  it.each([
    ['a{b:url(http://x/1)}', ['http://x/1'], 'a{b:url("data:,")}'],
    ['a{b:url( "http://x/1" )}', ['http://x/1'], 'a{b:url( "data:," )}'],
    ["a{b:URL('cid:r1#f')}", ['cid:r1#f'], "a{b:URL('cid:r1#f')}"],
    ['a{b:\\75 r\\6C(http://x/\\31 )}', ['http://x/1'], 'a{b:url("data:,")}'],
    ['@import "http://x/1" layer(a);', ['@http://x/1'], '@import url("data:,") layer(a);'],
    ['@im\\port url(http://x/1);', ['@http://x/1'], '@im\\port url("data:,");'],
    [
      'a{b:image-set("http://x/1" 1x, url(cid:r2) 2x type("image/png"))}',
      ['http://x/1', 'cid:r2'],
      undefined,
    ],
    ['a{--u:"http://x/1";b:var(--u)}', ['http://x/1'], 'a{--u:"data:,";b:var(--u)}'],
    ['a{\\2d-u:"//x/1"}', ['//x/1'], undefined],
    ['a{content:"http://x/1"}', [], undefined],
    ['/* url(http://x/1) */', [], undefined],
    ['a{content:"\\"url(http://x/1)"}', [], undefined],
    ['a{content:"x\\\ny url(http://x/1)"}', [], undefined],
    ['a{content:"broken\n;b:url(http://x/1)}', ['http://x/1'], undefined],
    ['a{b:1url(" ) ; c:url(http://x/1) ")}', [], undefined],
    ['a{b:1\0url(" ) ; c:url(http://x/1) ")}', [], undefined],
    ['a{b:#url(" ) ; c:url(http://x/1) ")}', [], undefined],
    ['a{b:url(http://x/ bad);c:url(http://x/2)}', ['http://x/2'], undefined],
    ['a{b:url(bad"url\\)http://x/1);c:url(http://x/2)}', ['http://x/2'], undefined],
    ['a{b:url(http://x/1', ['http://x/1'], 'a{b:url("data:,")'],
    ['@namespace s url(http://www.w3.org/2000/svg);', [], undefined],
    ['@namespace "http://www.w3.org/1999/xhtml";a{b:url(http://x/1)}', ['http://x/1'], undefined],
    ['a{b:foo\\((url(http://x/1))}', ['http://x/1'], undefined],
    ['.a\\:b{c:src("http://x/1")}', ['http://x/1'], undefined],
  ])('finds what %s loads', (css, urls, text) => {
    const found = seen(css)
    expect(found.urls).toEqual(urls)
    if (text !== undefined) expect(found.text).toBe(text)
  })

  it('writes addresses that can end neither their string nor a style element', () => {
    const css = rewriteCss('a{b:url(x)}', () => '"</style>\\\n')
    expect(css).toBe('a{b:url("\\22 \\3c /style>\\5c \\a ")}')
  })

  it('leaves a sheet without addresses as it is', () => {
    const css = 'a{b:c}'.repeat(1000)
    expect(rewriteCss(css, () => 'x')).toBe(css)
  })

  it('reads 5 MB in reasonable time', () => {
    const css = '.a:hover>b[c="d"]{color:#fff;background:url("cid:r1") no-repeat 0 0/1.5em}'.repeat(
      70_000,
    )
    const begun = performance.now()
    rewriteCss(css, (url) => url)
    expect(performance.now() - begun).toBeLessThan(4000)
  })
})
