import { describe, expect, it } from 'vitest'
import { flatStyle } from '../../utils/archive/draw/flat-style.ts'

describe('a sheet of a drawing', () => {
  it.each([
    [':root{--a:1}', ':is(html,.linkshot-root){--a:1}'],
    [':root.dark > body{}', ':is(html,.linkshot-root).dark > body{}'],
    [':root-like{}', ':root-like{}'],
    ['p{}', 'p{}'],
  ])('%s of the page finds its root', (css, flat) => {
    expect(flatStyle(css, undefined)).toBe(flat)
  })

  it.each([
    ['p{}', 'p{}'],
    [':host{} :host([a]) p{}', ':scope{} :scope:is([a]) p{}'],
    ['::slotted(b){}', ':is(b){}'],
  ])('%s of a shadow tree stays in it', (css, flat) => {
    expect(flatStyle(css, 3)).toBe(`@scope ([data-linkshot-host="3"]){${flat}}`)
  })
})
