import { describe, expect, test } from 'vitest'
import { syntaxOf } from '../../utils/capture/page/styles/property-syntax.ts'
import { sameImports } from '../../utils/capture/page/styles/same-imports.ts'
import { blockOf, splitRules } from '../../utils/capture/page/styles/split-rules.ts'

describe('rules of a style sheet', () => {
  test.each([
    ['style rules', 'a{b:c}d{e:f}', ['a{b:c}', 'd{e:f}']],
    ['statements', '@import "x";@layer a, b;a{}', ['@import "x";', '@layer a, b;', 'a{}']],
    ['blocks in blocks', '@media x{a{b:c}d{}}e{}', ['@media x{a{b:c}d{}}', 'e{}']],
    ['braces in strings', 'a{b:"}"}c{}', ['a{b:"}"}', 'c{}']],
    ['braces in comments', 'a{/*}*/}c{}', ['a{/*}*/}', 'c{}']],
    ['braces in addresses', 'a{b:url(x}y)}c{}', ['a{b:url(x}y)}', 'c{}']],
    ['escaped braces', 'a\\{b{}c{}', ['a\\{b{}', 'c{}']],
    ['semicolons that end nothing', 'a;b{c:d}e{}', ['a;b{c:d}', 'e{}']],
    ['parentheses never closed', 'a{b:(c}d{}', ['a{b:(c}d{}']],
    ['marks of old', '<!-- a{} --> b{}', ['a{}', 'b{}']],
    ['a sheet that ends too soon', 'a{b:c', ['a{b:c']],
    ['comments between', '/*x*/a{}/*y*/\n/*z', ['a{}']],
  ])('are told apart: %s', (_, css, rules) => {
    expect(splitRules(css)).toEqual(rules)
  })

  test('and declarations in a block', () => {
    const block = blockOf('a{b:c;&:d{e:f}g:url(";")}')
    expect(splitRules(block, true)).toEqual(['b:c;', '&:d{e:f}', 'g:url(";")'])
  })

  test('in linear time', () => {
    expect(splitRules('a{'.repeat(500_000))).toHaveLength(1)
    expect(splitRules('a{}'.repeat(500_000))).toHaveLength(500_000)
    expect(splitRules(`/*${'*'.repeat(500_000)}`)).toEqual([])
  })
})

describe('imports of a source', () => {
  const imports = (...texts: string[]) =>
    texts.map((text) => ({ url: '', text, before: 0, sheet: null }))

  test.each([
    ['@import "a.css";b{}', ['@import url("a.css");']],
    [
      '@import url(a.css) layer screen and (min-width:1px);',
      ['@import url("a.css") layer screen and (min-width: 1px);'],
    ],
    [
      "@layer x;@import 'a.css' layer(x);@import url( 'b.css' );",
      ['@import url("a.css") layer(x);', '@import url("b.css");'],
    ],
    ['a{}@import "late.css";', []],
    ['a{b:c}', []],
  ])('are the rules of the sheet: %s', (source, texts) => {
    expect(sameImports(source, imports(...texts))).toBe(true)
  })

  test.each([
    ['@import "a.css";', []],
    ['@import "a.css";', ['@import url("a.css") print;']],
    ['@import "a.css";', ['@import url("b.css");']],
    ['a{}', ['@import url("a.css");']],
  ])('are others than those of the sheet: %s', (source, texts) => {
    expect(sameImports(source, imports(...texts))).toBe(false)
  })
})

describe('the syntax of a registered property', () => {
  test.each([
    [['10px'], '<length>'],
    [['-1.5e3px', '0px'], '<length>'],
    [['10px', '5%'], '<length> | <percentage>'],
    [['10px', 'calc(5% + 1px)'], '<length> | <length-percentage>'],
    [['4'], '<number>'],
    [['rgb(0, 128, 0)', 'color(srgb 1 0 0)'], '<color>'],
    [['45deg'], '<angle>'],
    [['1px, 2px'], '<length>#'],
    [['1px 2px'], '<length>+'],
    [['rotate(3deg) scale(2)'], '<transform-list>'],
    [['url("http://x/y")'], '<image>'],
    [['auto', '3px'], '<custom-ident> | <length>'],
    [['"text"'], '<string>'],
    [['{ a: b }'], '*'],
    [[''], '*'],
  ])('is read from %j', (values, syntax) => {
    expect(syntaxOf(values)).toBe(syntax)
  })
})
