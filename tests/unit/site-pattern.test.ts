import { expect, it } from 'vitest'
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
