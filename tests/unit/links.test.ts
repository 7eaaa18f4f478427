import { describe, expect, it } from 'vitest'
import { parseAddress, parsePageAddress } from '../../utils/links/parse-address.ts'
import { urlKeyOf } from '../../utils/links/url-key.ts'
import { LinkshotError } from '../../utils/model/error.ts'

describe('a typed address', () => {
  it.each([
    ['example.com', 'https://example.com/'],
    ['  https://example.com/a b', null],
    ['http://localhost:8080/x', 'http://localhost:8080/x'],
    ['localhost:8080', 'http://localhost:8080/'],
    ['//cdn.example.com/p', 'https://cdn.example.com/p'],
    ['《https://例子.测试/路》', 'https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF'],
    ['127.0.0.1/x', 'http://127.0.0.1/x'],
    ['(https://example.com/a)', 'https://example.com/a'],
    [
      'https://en.wikipedia.org/wiki/Tag_(metadata)',
      'https://en.wikipedia.org/wiki/Tag_(metadata)',
    ],
    [
      '(https://en.wikipedia.org/wiki/Tag_(metadata))”',
      'https://en.wikipedia.org/wiki/Tag_(metadata)',
    ],
    ['hello', null],
    ['', null],
    ['not an address', null],
    ['https://', null],
    ['https://..', null],
  ])('%s → %s', (typed, expected) => {
    if (expected === null) expect(() => parseAddress(typed)).toThrow(LinkshotError)
    else expect(parseAddress(typed)).toBe(expected)
  })

  it.each(['ftp://example.com', 'javascript:alert(1)', 'chrome://version', 'file:///etc/passwd'])(
    'refuses the scheme of %s with a reason of its own',
    (typed) => {
      expect(() => parseAddress(typed)).toThrow(
        expect.objectContaining({ reason: 'unsupported-scheme' }),
      )
    },
  )
})

describe('the address of a page kept without one', () => {
  it.each([
    ['chrome://version', 'chrome://version'],
    ['about:config', 'about:config'],
    ['file:///home/me/notes.html', 'file:///home/me/notes.html'],
    ['example.com', 'https://example.com/'],
  ])('%s → %s', (typed, expected) => {
    expect(parsePageAddress(typed).replace(/\/$/, '')).toBe(expected.replace(/\/$/, ''))
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'chrome:// x', 'rubbish'])(
    'refuses %s',
    (typed) => {
      expect(() => parsePageAddress(typed)).toThrow(LinkshotError)
    },
  )
})

describe('a canonical address', () => {
  it.each([
    ['HTTPS://Example.COM:443/a', 'https://example.com/a'],
    ['https://example.com/a#part', 'https://example.com/a'],
    ['https://example.com/#/route', 'https://example.com/#/route'],
    ['https://example.com/#!/route', 'https://example.com/#!/route'],
    ['https://example.com/?utm_source=x&id=1', 'https://example.com/?id=1'],
    ['https://example.com/?utm_source=x', 'https://example.com/'],
    ['https://example.com/?b=1&a=2', 'https://example.com/?b=1&a=2'],
    ['http://example.com/', 'http://example.com/'],
  ])('%s → %s', (address, key) => {
    expect(urlKeyOf(address)).toBe(key)
  })
})
