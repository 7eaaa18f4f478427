import { describe, expect, it } from 'vitest'
import { matcherOf } from '../../utils/shared/match-patterns.ts'
import { hostPattern, sitePattern } from '../../utils/shared/site-pattern.ts'

it.each([
  ['https://www.example.com/a?b', 'https://www.example.com/*', '*://*.example.com/*'],
  ['http://blog.example.co.uk:81/', 'http://blog.example.co.uk/*', '*://*.blog.example.co.uk/*'],
  ['http://127.0.0.1:8080/x', 'http://127.0.0.1/*', '*://127.0.0.1/*'],
  ['http://[::1]/', 'http://[::1]/*', '*://[::1]/*'],
  ['http://localhost:3000/', 'http://localhost/*', '*://localhost/*'],
  ['nothing', '', ''],
])('%s is of %s, its site is %s', (url, host, site) => {
  expect([hostPattern(url), sitePattern(url)]).toEqual([host, site])
})

describe('permissions given as patterns', () => {
  it.each([
    ['<all_urls>', ['https://a.example/', 'http://127.0.0.1:81/'], []],
    ['*://*/*', ['https://a.example/', 'http://a.example/'], ['nothing', 'file:///a']],
    ['https://*/*', ['https://a.example/'], ['http://a.example/']],
    [
      '*://*.b.example/*',
      ['https://b.example/', 'http://www.a.b.example:81/x?y'],
      ['https://ab.example/', 'https://b.example.org/', 'https://example/'],
    ],
    [
      'https://a.example/*',
      ['https://A.example/x'],
      ['https://www.a.example/', 'http://a.example/'],
    ],
    ['http://127.0.0.1/*', ['http://127.0.0.1:8080/'], ['http://127.0.0.2/']],
    ['http://localhost:3000/*', ['http://localhost:3000/x'], ['http://localhost:3001/']],
    ['http://[::1]/*', ['http://[::1]:80/'], ['http://[::2]/']],
    ['*://*.xn--fiqs8s.example/*', ['https://中国.example/'], ['https://国.example/']],
  ])('%s allows %j and not %j', (pattern, allowed, others) => {
    const mayRead = matcherOf(['https://other.example/*', pattern])
    expect([...allowed, ...others].filter(mayRead)).toEqual(allowed)
  })

  it('of thousands of sites are matched at once', () => {
    const sites = Array.from({ length: 3000 }, (_, index) => `https://s${index}.example`)
    const mayRead = matcherOf(sites.map((site) => `${site}/*`))
    const urls = Array.from({ length: 10_000 }, (_, index) => `${sites[index % 3000]}/${index}`)
    expect([urls.every(mayRead), mayRead('https://s3000.example/')]).toEqual([true, false])
  })
})
