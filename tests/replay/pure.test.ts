import { describe, expect, it } from 'vitest'
import { exportName } from '../../utils/archive/export-name.ts'
import { frameKeyIn, safeLink, safeSource } from '../../utils/replay/addresses.ts'
import { linkTarget } from '../../utils/replay/follow-links.ts'
import { servedType } from '../../utils/replay/served-type.ts'
import { parseSrcset, srcsetText } from '../../utils/replay/slots.ts'

describe('addresses', () => {
  it.each([
    ['cid:r1', 'cid:r1'],
    [' cid:r1#a ', 'cid:r1#a'],
    ['#a', '#a'],
    ['data:image/png;base64,AA', 'data:image/png;base64,AA'],
    ['data:text/html,<p>', 'data:,'],
    ['data:application/javascript,1', 'data:,'],
    ['data:image/png', 'data:,'],
    ['http://a.example/', 'data:,'],
    ['//a.example/', 'data:,'],
    ['relative.png', 'data:,'],
    ['blob:https://a.example/1', 'data:,'],
    ['https://kept.example/page#grad', '#grad'],
    [
      'data:text/css,a{b:url(http://x/)}',
      'data:text/css;charset=utf-8,a%7Bb%3Aurl(%22data%3A%2C%22)%7D',
    ],
  ])('lets %s load %s', (url, safe) => {
    expect(safeSource(url, 'https://kept.example/page')).toBe(safe)
  })

  it.each([
    ['https://a.example/x', 'https://a.example/x'],
    ['/x', 'https://kept.example/x'],
    ['page#b', '#b'],
    ['#b', '#b'],
    ['mailto:a@b.example', 'mailto:a@b.example'],
    ['javascript:1', '#linkshot-none'],
    ['java\nscript:1', '#linkshot-none'],
    ['data:text/html,1', '#linkshot-none'],
    ['cid:r1', '#linkshot-none'],
    ['chrome-extension://a/library.html', '#linkshot-none'],
    ['file:///etc/passwd', '#linkshot-none'],
  ])('lets the link %s lead to %s', (href, safe) => {
    expect(safeLink(href, 'https://kept.example/page', 'https://kept.example/page')).toBe(safe)
  })

  it('knows the frames', () => {
    expect(frameKeyIn('cid:frame-0.s2')).toBe('0.s2')
    expect(frameKeyIn('cid:r1')).toBeUndefined()
  })

  it('opens only web pages', () => {
    expect(linkTarget('https://a.example/')).toEqual({ open: 'https://a.example/' })
    expect(linkTarget('#a')).toEqual({ scrollTo: 'a' })
    expect(linkTarget('mailto:a@b.example')).toBeUndefined()
    expect(linkTarget('blob:x')).toBeUndefined()
  })
})

describe('servedType', () => {
  it.each([
    ['image/png', 'image/png'],
    ['Image/SVG+XML; charset=utf-8', 'image/svg+xml'],
    ['font/woff2', 'font/woff2'],
    ['application/font-woff', 'application/font-woff'],
    ['text/html', 'application/octet-stream'],
    ['application/xhtml+xml', 'application/octet-stream'],
    ['text/javascript', 'application/octet-stream'],
    ['application/pdf', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('hands out %s as %s', (type, served) => {
    expect(servedType({ type })).toBe(served)
  })
})

describe('parseSrcset', () => {
  it.each([
    ['cid:a 1x, cid:b 2x', 'cid:a 1x, cid:b 2x'],
    ['cid:a', 'cid:a'],
    [' cid:a 100w,cid:b 200w', 'cid:a 100w, cid:b 200w'],
    ['cid:a, cid:b 2x', 'cid:a, cid:b 2x'],
    ['data:image/png;base64,AA= 1x,cid:b 2x', 'data:image/png;base64,AA= 1x, cid:b 2x'],
    ['', ''],
  ])('reads %s', (value, text) => {
    expect(srcsetText(parseSrcset(value))).toBe(text)
  })
})

describe('exportName', () => {
  const at = new Date(2026, 10, 2, 12).getTime()
  it.each([
    ['A title', 'A title (2026-11-02).html'],
    ['a/b: "c" <d>|e?*\\', 'a b c d e (2026-11-02).html'],
    ['  ..hidden.. ', 'hidden (2026-11-02).html'],
    ['', 'page (2026-11-02).html'],
    ['标题：第一章', '标题：第一章 (2026-11-02).html'],
    ['\u202egnp.exe', 'gnp.exe (2026-11-02).html'],
  ])('names %s', (title, name) => {
    expect(exportName(title, at, 'html')).toBe(name)
  })

  it('stays short enough for every file system', () => {
    expect(Buffer.byteLength(exportName('汉'.repeat(300), at, 'html'))).toBeLessThan(255)
  })
})
