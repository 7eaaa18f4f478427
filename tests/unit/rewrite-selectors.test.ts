import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rewriteSelectors } from '../../utils/replay/rewrite-selectors.ts'

const change = {
  states: new Set(['modal', 'target', 'defined', 'invalid', 'state:on', 'state:Mixed']),
  tags: new Map([
    ['p', 'linkshot-p'],
    ['object', 'iframe:where([data-linkshot-tag="object"])'],
  ]),
}
const rewritten = (css: string) => rewriteSelectors(css, change)
const mark = (state: string) => `[data-linkshot-state~="${state}"]`
const P = ':is(p,linkshot-p)'
const MODAL = `:is(:modal,${mark('modal')})`

describe('pseudo-classes of recorded states', () => {
  it.each([
    ['dialog:modal{color:red}', `dialog${MODAL}{color:red}`],
    ['x-a:not(:defined) b{}', `x-a:not(:is(:defined,${mark('defined')})) b{}`],
    ['x-a:state(on)::part(p){}', `x-a:is(:state(on),${mark('state:on')})::part(p){}`],
    ['x-a:--on{}', `x-a:is(:--on,${mark('state:on')}){}`],
    ['x-a:--Mixed{}', `x-a:is(:--Mixed,${mark('state:Mixed')}){}`],
    [':host(:state( on )){}', `:host(:is(:state( on ),${mark('state:on')})){}`],
    ['a:INVALID{}', `a:is(:INVALID,${mark('invalid')}){}`],
    ['a:valid{}', `a:valid:where(:not(${mark('invalid')})){}`],
    ['a:target ::target-text{}', `a:is(:target,${mark('target')}) ::target-text{}`],
    ['a:popover-open{}', 'a:popover-open{}'],
    ['x-a:state(off){}', 'x-a:state(off){}'],
    ['a::modal{}', 'a::modal{}'],
    ['a[title=":modal"]{}', 'a[title=":modal"]{}'],
    ['a:lang(modal){}', 'a:lang(modal){}'],
  ])('%s', (css, expected) => {
    expect(rewritten(css)).toBe(expected)
  })
})

describe('attributes that were others', () => {
  const attributes = new Set(['src', 'href', 'onclick'])
  const asked = (css: string) =>
    rewriteSelectors(css, { states: new Set(), tags: new Map(), attributes })
  const both = (name: string, rest: string) =>
    `:is([data-linkshot-was-${name}${rest},[${name}${rest}:where(:not([data-linkshot-was-${name}],[data-linkshot-new~="${name}"])))`
  it.each([
    ['img[src$=".svg"]{}', `img${both('src', '$=".svg"]')}{}`],
    [`a:not([href^='http' i]) b{}`, `a:not(${both('href', `^='http' i]`)}) b{}`],
    ['[onclick]{}', `${both('onclick', ']')}{}`],
    ['a[HREF~=x]{}', `a${both('href', '~=x]')}{}`],
    ['@media print{[src]{}}', `@media print{${both('src', ']')}{}}`],
    ['a[src="a]b"]{}', `a${both('src', '="a]b"]')}{}`],
    ['a[title="[src]"]{}', 'a[title="[src]"]{}'],
    ['a[title]{}', 'a[title]{}'],
    ['a{grid-area:[src] 1}', 'a{grid-area:[src] 1}'],
    ['a{content:"[src]"}', 'a{content:"[src]"}'],
    ['@font-face{src:[src]}', '@font-face{src:[src]}'],
    ['a[src=', 'a[src='],
    ['a[src="x{}', 'a[src="x{}'],
    ['a:lang([src]){}', 'a:lang([src]){}'],
  ])('%s', (css, expected) => {
    expect(asked(css)).toBe(expected)
  })
})

describe('renamed elements', () => {
  it.each([
    ['p.a > p:hover,div p{}', `${P}.a > ${P}:hover,div ${P}{}`],
    ['P{}', `:is(p,linkshot-p){}`],
    ['.p #p [p] svg|p p|b :p ::p{}', '.p #p [p] svg|p p|b :p ::p{}'],
    ['a:nth-child(2n + 1 of p){}', `a:nth-child(2n + 1 of ${P}){}`],
    ['a:nth-child(2n + 1){}', 'a:nth-child(2n + 1){}'],
    ['a:has(> p):is(p,.p)::slotted(p){}', `a:has(> ${P}):is(${P},.p)::slotted(${P}){}`],
    ['::part(p) ::highlight(p) :dir(p){}', '::part(p) ::highlight(p) :dir(p){}'],
    ['object{}', ':is(object,iframe:where([data-linkshot-tag="object"])){}'],
  ])('%s', (css, expected) => {
    expect(rewritten(css)).toBe(expected)
  })
})

describe('siblings some of which only stand around texts', () => {
  const OTHER = ':where(:not([data-linkshot-mark]))'
  const MARK = ':where([data-linkshot-mark])'
  it.each([
    ['a:first-child{}', `a:nth-child(1 of ${OTHER}){}`],
    ['a:not(:LAST-child){}', `a:not(:nth-last-child(1 of ${OTHER})){}`],
    ['a:only-child{}', `a:nth-child(1 of ${OTHER}):where(:nth-last-child(1 of ${OTHER})){}`],
    ['a:nth-child(2n+1)>b{}', `a:nth-child(2n+1 of ${OTHER})>b{}`],
    ['a:nth-child(2 of .x){}', 'a:nth-child(2 of .x){}'],
    ['a:first-of-type{}', 'a:first-of-type{}'],
    ['a + b,c{}', `:is(a,a + ${MARK}) + b,c{}`],
    ['a:has(+ b){}', `a:has(+ b,+ ${MARK} + b){}`],
    ['*|*{}', `*|*${OTHER}{}`],
    ['a{+ b{}}', `a{+ b,+ ${MARK} + b{}}`],
    ['a{width:calc(2*3px + 1px);b:*}', 'a{width:calc(2*3px + 1px);b:*}'],
    ['@media (a){b + c{}}', `@media (a){:is(b,b + ${MARK}) + c{}}`],
  ])('%s', (css, expected) => {
    expect(rewriteSelectors(css, { states: new Set(), tags: new Map(), marked: true })).toBe(
      expected,
    )
  })
})

describe('what is no selector', () => {
  it.each([
    ['a{p:hover;b:modal}', 'a{p:hover;b:modal}'],
    ['a{p:hover{x:p}}', `a{${P}:hover{x:p}}`],
    ['a{color:red;& p{}}', `a{color:red;& ${P}{}}`],
    ['a{--x:{p:modal};p{}}', `a{--x:{p:modal};${P}{}}`],
    ['a{--x: p { b } ; c:d}', 'a{--x: p { b } ; c:d}'],
    ['--x:{p{}} p{}', `--x:{p{}} ${P}{}`],
    ['@media (p:modal){p{}}', `@media (p:modal){${P}{}}`],
    ['@supports selector(p:modal){p{}}', `@supports selector(p:modal){${P}{}}`],
    ['@keyframes p{p{p:modal}} p{}', `@keyframes p{p{p:modal}} ${P}{}`],
    ['@font-face{p:modal} p{}', `@font-face{p:modal} ${P}{}`],
    ['@import url(p{);p{}', `@import url(p{);${P}{}`],
    ['@scope (p) to (.a p){p{}}', `@scope (${P}) to (.a ${P}){${P}{}}`],
    ['@layer p, q;@layer p{p{}}', `@layer p, q;@layer p{${P}{}}`],
    ['/*p{}*/"p{}"p{}', `/*p{}*/"p{}"${P}{}`],
    ["a{content:'}';p:q} p{}", `a{content:'}';p:q} ${P}{}`],
    ['} p{}', `} ${P}{}`],
    ['p', 'p'],
  ])('%s', (css, expected) => {
    expect(rewritten(css)).toBe(expected)
  })
})

describe('any text', () => {
  const parts = fc.array(
    fc.constantFrom(
      ...'{ } ( ) [ ] ; : :: , . # | " \' \\ /* */ @media @scope @keyframes --x p a :modal to of url( \n'.split(
        ' ',
      ),
      ' ',
      'é',
    ),
    { maxLength: 60 },
  )

  it('keeps everything but the names it adds to', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const css = list.join('')
        const back = rewritten(css).replaceAll(P, 'p').replaceAll(MODAL, ':modal')
        expect(back).toBe(css)
      }),
    )
  })

  it('stays as it is where nothing is recorded', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const css = list.join('')
        const other = { states: new Set(['fullscreen']), tags: new Map([['form', 'x']]) }
        expect(rewriteSelectors(css, other)).toBe(css)
      }),
    )
  })

  it('is read in one pass however deep it goes', () => {
    const deep = 'p:is('.repeat(50_000) + '{'.repeat(50_000)
    expect(rewritten(deep)).toBe(deep)
  })
})
