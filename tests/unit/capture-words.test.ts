import { describe, expect, it } from 'vitest'
import { capturable } from '../../utils/capture/capturable.ts'
import { injectionError } from '../../utils/capture/injection-error.ts'
import { noticesOf } from '../../utils/capture/notices.ts'
import { LinkshotError } from '../../utils/model/error.ts'

describe('an address', () => {
  it.each([
    ['https://example.com/', 'ok'],
    ['http://192.168.0.1:8080/', 'ok'],
    ['file:///tmp/a.html', 'ok'],
    ['https://chromewebstore.google.com/detail/x', 'store-page'],
    ['https://chrome.google.com/webstore/category', 'store-page'],
    ['https://chrome.google.com/intl/en/', 'ok'],
    ['https://chromewebstore.google.com.evil.org/', 'ok'],
    ['https://microsoftedge.microsoft.com/addons/x', 'store-page'],
    ['https://addons.mozilla.org/', 'store-page'],
    ['', 'no-permission'],
    ['data:text/html,x', 'unsupported-scheme'],
    ['javascript:1', 'unsupported-scheme'],
    ['blob:https://example.com/1', 'unsupported-scheme'],
    ['chrome://settings/', 'browser-page'],
    ['about:blank', 'browser-page'],
    ['view-source:https://example.com/', 'browser-page'],
    ['chrome-extension://abc/library.html', 'browser-page'],
    ['devtools://devtools/', 'browser-page'],
  ])('%s: %s', (url, outcome) => {
    const able = capturable(url)
    expect(able.ok ? 'ok' : able.reason).toBe(outcome)
  })
})

describe('the words of a browser', () => {
  it.each([
    ['Frame with ID 0 is showing error page', 'page-error'],
    ['The extensions gallery cannot be scripted.', 'store-page'],
    ['No tab with id: 7.', 'tab-closed'],
    ['Invalid tab ID: 7', 'tab-closed'],
    ['Frame with ID 0 was removed.', 'tab-closed'],
    ['Cannot access a chrome:// URL', 'browser-page'],
    ['Cannot access contents of url "moz-extension://x/a.html".', 'browser-page'],
    ['Cannot access contents of the page. Extension manifest must request', 'no-permission'],
    ['Missing host permission for the tab', 'no-permission'],
    ['something new', 'unknown'],
  ])('"%s" mean %s', (text, reason) => {
    expect(injectionError(new Error(text))).toMatchObject({ reason, detail: text })
  })

  it('leave alone what is told plainly already, and take what is no error', () => {
    const plain = new LinkshotError('timeout')
    expect(injectionError(plain)).toBe(plain)
    expect(injectionError('odd')).toMatchObject({ reason: 'unknown', detail: 'odd' })
  })
})

describe('a page that was opened', () => {
  const page = (url: string, status = 200, hasPasswordField = false, hasConsentWall = false) => ({
    url,
    status,
    hasPasswordField,
    hasConsentWall,
  })
  const kinds = (...given: Parameters<typeof noticesOf>) =>
    noticesOf(...given).map(({ kind }) => kind)

  it.each<[string, ReturnType<typeof page>, string[]]>([
    ['is what was asked for', page('https://a.org/x'), []],
    ['differs in its fragment or trackers only', page('https://a.org/x?utm_source=b#c'), []],
    ['is elsewhere', page('https://a.org/y'), ['redirected']],
    ['is an error', page('https://a.org/x', 500), ['http-status']],
    ['tells no status', page('https://a.org/x', 0), []],
    ['merely offers to sign in', page('https://a.org/x', 200, true), []],
    ['asks to sign in elsewhere', page('https://id.org/', 200, true), ['redirected', 'login-page']],
    [
      'refuses and asks to sign in',
      page('https://a.org/x', 401, true),
      ['http-status', 'login-page'],
    ],
    ['is behind a question', page('https://a.org/x', 200, false, true), ['consent-wall']],
  ])('and %s', (_, facts, expected) => {
    expect(kinds('https://a.org/x', facts)).toEqual(expected)
  })

  it('by its own sign-in address is a sign-in page', () => {
    expect(kinds('https://a.org/login', page('https://a.org/login', 200, true))).toEqual([
      'login-page',
    ])
    expect(kinds('https://a.org/authors', page('https://a.org/authors', 200, true))).toEqual([])
  })

  it('says where it led and which status it had', () => {
    expect(noticesOf('https://a.org/x', page('https://b.org/', 404))).toEqual([
      { kind: 'redirected', detail: 'https://b.org/' },
      { kind: 'http-status', detail: '404' },
    ])
  })
})
