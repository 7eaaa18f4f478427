import { describe, expect, it } from 'vitest'
import { baseNames, slug } from '../../scripts/lib/base-name.mjs'

describe('a file name tells which page it is', () => {
  it.each([
    ['https://example.com/', 'example.com'],
    ['https://example.com/a/b.html', 'example.com-a-b'],
    ['https://example.com/a.html?page=2', 'example.com-a-page-2'],
    ['http://127.0.0.1:8080/x', '127.0.0.1-8080-x'],
    ['https://example.com/%E4%B8%AD%E6%96%87/文章', 'example.com-中文-文章'],
    ['https://xn--fiqs8s.example/', '中国.example'],
    ['https://example.com/bad%E4%ZZ', 'example.com-bad-e4-zz'],
    ['https://example.com/../..//etc/passwd', 'example.com-etc-passwd'],
    ['https://example.com/#fragment', 'example.com'],
    ['http://con/', '_con'],
    ['not an address', 'not-an-address'],
    ['???', 'page'],
  ])('%s → %s', (url, name) => {
    expect(slug(url)).toBe(name)
  })

  it('never grows longer than a file system allows, nor cuts a character in two', () => {
    const name = slug(`https://example.com/${'长'.repeat(300)}`)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(150)
    expect(name).toMatch(/^example\.com-长+$/)
  })
})

describe('the names of one run', () => {
  it('differ, also where case is ignored and for one address given twice', () => {
    const names = baseNames(['https://a.b/X', 'https://a.b/x', 'https://a.b/x', 'https://a.b/x-2'])
    expect(names).toEqual(['a.b-x', 'a.b-x-2', 'a.b-x-3', 'a.b-x-2-2'])
  })

  it('leave index.json alone', () => {
    expect(baseNames(['http://index/'])).toEqual(['index-2'])
  })
})
