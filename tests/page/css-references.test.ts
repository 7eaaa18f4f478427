import { describe, expect, test } from 'vitest'
import { rewriteCssReferences } from '../../utils/snapshot/css-references.ts'
import { unescapeCss } from '../../utils/snapshot/css-text.ts'

const BASE = 'https://site.test/css/main.css'

function rewrite(css: string): string {
  return rewriteCssReferences(
    css,
    BASE,
    (url, kind) => `${kind === 'import' ? 'm' : kind[0]}:${url.slice(17)}`,
  )
}

const REWRITTEN: [string, string, string][] = [
  ['bare url', 'a{b:url(x.png)}', 'a{b:url("i:/css/x.png")}'],
  ['double quotes and blanks', 'a{b:url( "x y.png" )}', 'a{b:url("i:/css/x%20y.png")}'],
  ['single quotes', "a{b:url('../x.png')}", 'a{b:url("i:/x.png")}'],
  ['upper case', 'a{b:URL(x.png)}', 'a{b:url("i:/css/x.png")}'],
  ['escapes', 'a{b:url(x\\29 y\\).png)}', 'a{b:url("i:/css/x)y).png")}'],
  ['a fragment', 'a{b:url(x.svg#i)}', 'a{b:url("i:/css/x.svg#i")}'],
  ['two in one', 'a{b:url(x),url(y)}', 'a{b:url("i:/css/x"),url("i:/css/y")}'],
  ['import string', '@import "x.css" screen;', '@import "m:/css/x.css" screen;'],
  ['import url', '@import url(x.css) layer(a);', '@import url("m:/css/x.css") layer(a);'],
  ['import with supports', "@import 'x' supports(a:b)", '@import "m:/css/x" supports(a:b)'],
  [
    'font',
    '@font-face{src:url(x)}a{b:url(y)}',
    '@font-face{src:url("f:/css/x")}a{b:url("i:/css/y")}',
  ],
  [
    'image-set strings, not its types',
    'a{b:image-set("x.png" 1x, "y.png" type("image/png") 2x)}',
    'a{b:image-set("i:/css/x.png" 1x, "i:/css/y.png" type("image/png") 2x)}',
  ],
  [
    'prefixed image-set',
    'a{b:-webkit-image-set(url(x) 1x)}',
    'a{b:-webkit-image-set(url("i:/css/x") 1x)}',
  ],
  ['src()', 'a{b:src("x")}', 'a{b:src("i:/css/x")}'],
  ['url with modifiers', 'a{b:url("x" foo(1))}', 'a{b:url("i:/css/x" foo(1))}'],
  ['custom property', ':root{--a:url(x)}', ':root{--a:url("p:/css/x")}'],
  [
    'a broken address before a good one',
    "a{b:url(it's)}c{d:url(y)}",
    'a{b:url(it\'s)}c{d:url("i:/css/y")}',
  ],
  ['an address the sheet ends in', 'a{b:url(x', 'a{b:url("i:/css/x")'],
  [
    'string before a url',
    'a::before{content:"url(x)" url(y)}',
    'a::before{content:"url(x)" url("i:/css/y")}',
  ],
  [
    'broken parenthesis',
    'a{b:image-set(1x}c{d:"x";e:url(y)}',
    'a{b:image-set(1x}c{d:"x";e:url("i:/css/y")}',
  ],
  ['after a quote in a comment', "/* don't */a{b:url(x)}", '/* don\'t */a{b:url("i:/css/x")}'],
  ['unclosed string ends at its line', 'a{b:"x\n}c{d:url(y)}', 'a{b:"x\n}c{d:url("i:/css/y")}'],
]

const KEPT = [
  'a{b:url(data:image/png;base64,AA==)}',
  'a{b:url("data:image/svg+xml,<svg xmlns=\'x\'/>")}',
  'a{b:url(#x)}',
  'a{b:url(about:blank)}',
  'a{b:url(cid:r1)}',
  'a{b:url()}',
  'a{b:url("")}',
  '/* url(x) @import "y" */',
  '/* never closed url(x)',
  'a{b:"url(x)"}',
  'a{my-url(x)}',
  'a{b:url(var(--x))}',
  '.a\\"b{c:d}',
  '@charset "utf-8";',
  '@namespace "http://www.w3.org/1999/xhtml";',
  '@namespace svg url(http://www.w3.org/2000/svg);',
]

describe('references in style sheets', () => {
  test.each(REWRITTEN)('rewrites %s', (_, css, expected) => {
    expect(rewrite(css)).toBe(expected)
  })

  test.each(KEPT)('leaves %s', (css) => {
    expect(rewrite(css)).toBe(css)
  })

  test('is linear: a 20 MB data address and a million open parentheses', () => {
    const data = `a{b:url(data:x,${'A'.repeat(20_000_000)})}`
    expect(rewrite(data)).toHaveLength(data.length)
    const escapes = `a{b:url(${'\\a'.repeat(1_000_000)}`
    expect(rewrite(escapes)).toHaveLength(escapes.length)
    const closed = `a{b:url(${'\\29 '.repeat(1_000_000)})}`
    expect(rewrite(closed)).toContain('url("i:')
    const blank = `a{b:url(${' '.repeat(1_000_000)}`
    expect(rewrite(blank)).toHaveLength(blank.length)
    const parens = `a{b:${'url('.repeat(300_000)}`
    expect(rewrite(parens)).toHaveLength(parens.length)
    const blanks = `a{b:${'url(          '.repeat(100_000)}`
    expect(rewrite(blanks)).toHaveLength(blanks.length)
  }, 15_000)

  test('unescapes as CSS does', () => {
    expect(unescapeCss('\\26 b\\"\\\nc\\0')).toBe('&b"c\ufffd')
  })
})
