import { expect, it } from 'vitest'
import { toAddress } from '../../scripts/lib/address.mjs'
import { loadFailure } from '../../scripts/lib/load-page.mjs'

it.each([
  ['https://example.com/a', 'https://example.com/a'],
  ['example.com', 'https://example.com/'],
  ['localhost:3000/x', 'http://localhost:3000/x'],
  [' https://例子.测试/页 ', 'https://xn--fsqu00a.xn--0zwm56d/%E9%A1%B5'],
])('%s is taken as %s', (typed, url) => {
  expect(toAddress(typed)).toEqual({ url })
})

it.each([
  ['not an address', 'bad-address'],
  ['', 'bad-address'],
  ['ftp://example.com/', 'unsupported-scheme'],
  ['file:///etc/passwd', 'unsupported-scheme'],
  ['javascript:alert(1)', 'unsupported-scheme'],
])('%s is refused as %s', (typed, reason) => {
  expect(toAddress(typed)).toMatchObject({ url: typed, error: { reason } })
})

it.each([
  ['net::ERR_NAME_NOT_RESOLVED at https://x/', false, 'not-answering'],
  ['net::ERR_CONNECTION_REFUSED', false, 'not-answering'],
  ['Navigation timeout of 30000 ms exceeded', false, 'not-answering'],
  ['net::ERR_ABORTED', true, 'is-download'],
  ['net::ERR_ABORTED', false, 'page-error'],
  ['net::ERR_CERT_AUTHORITY_INVALID', false, 'page-error'],
  ['Protocol error: Target closed', false, 'unknown'],
])('a load that ends with "%s" (download: %s) fails as %s', (message, isDownload, reason) => {
  expect(loadFailure(message, isDownload)[0]).toBe(reason)
})
