import { describe, expect, it } from 'vitest'
import { leaveOut } from '../../utils/capture/leave-out.ts'
import { optionsOf } from '../../utils/capture/options-for.ts'
import { settingShape } from '../../utils/db/library/setting-shape.ts'
import {
  type CaptureRules,
  readRules,
  ruleFor,
  siteOf,
  typedHost,
} from '../../utils/model/capture-rule.ts'
import type { JoinedPage } from '../../utils/snapshot/join-frames.ts'

const rules: CaptureRules = {
  all: { fonts: false },
  sites: [
    { host: 'b.example.com', media: null },
    { host: 'example.com', media: 5, scripts: true },
    { host: 'deep.b.example.com', fonts: true },
  ],
}

describe('the rule that holds for a page', () => {
  it.each([
    ['https://other.org/', { media: null, fonts: false, scripts: false }],
    ['https://example.com/a', { media: 5, fonts: false, scripts: true }],
    ['https://www.example.com:8443/', { media: 5, fonts: false, scripts: true }],
    ['https://b.example.com/', { media: null, fonts: false, scripts: true }],
    ['https://x.deep.b.example.com./', { media: null, fonts: true, scripts: true }],
    ['https://notexample.com/', { media: null, fonts: false, scripts: false }],
    ['file:///example.com/', { media: null, fonts: false, scripts: false }],
    ['', { media: null, fonts: false, scripts: false }],
  ])('of %s', (url, expected) => {
    expect(ruleFor(rules, url)).toEqual(expected)
  })

  it('is what the product does where nobody has said anything', () => {
    const said = ruleFor(readRules(undefined), 'https://example.com/')
    expect(said).toEqual({ media: null, fonts: true, scripts: false })
    expect(optionsOf(said)).toEqual({})
  })

  it('is told to the page script as bytes and kinds', () => {
    expect(optionsOf({ media: 0.5, fonts: false, scripts: true })).toEqual({
      most: { media: 500_000, font: 0 },
      scripts: true,
    })
  })

  it('comes from the most specific site', () => {
    expect(siteOf(rules, 'https://a.b.example.com/')?.host).toBe('b.example.com')
    expect(siteOf(rules, 'https://other.org/')).toBeUndefined()
  })
})

describe('stored rules', () => {
  it.each([
    undefined,
    null,
    7,
    'x',
    [],
    { all: 3, sites: 'no' },
    { all: null, sites: [null, 4, {}, { host: 7 }, { host: '' }, { host: 'a b' }] },
    { sites: [{ host: 'https://example.com/' }, { host: 'Example.com' }] },
  ])('that are none say nothing: %j', (value) => {
    expect(readRules(value)).toEqual({ all: {}, sites: [] })
  })

  it('are read field by field and row by row', () => {
    const stored = {
      all: { media: -1, fonts: 'no', scripts: true, extra: 1 },
      sites: [
        { host: 'a.org', media: 68, fonts: false },
        { host: 'a.org', media: 1 },
        { host: 'b.org', media: Number.NaN },
        { host: 'c.org', media: 0 },
      ],
    }
    expect(readRules(stored)).toEqual({
      all: { scripts: true },
      sites: [{ host: 'a.org', fonts: false }, { host: 'b.org' }, { host: 'c.org', media: 0 }],
    })
  })

  it('come with a library, read the same way', () => {
    const row = { key: 'captureRules', value: { all: { fonts: false, media: 'x' }, sites: 1 } }
    expect(settingShape(row, 'settings[0]')).toEqual({
      key: 'captureRules',
      value: { all: { fonts: false }, sites: [] },
    })
  })
})

describe('a typed site', () => {
  it.each([
    ['example.com', 'example.com'],
    [' Example.COM ', 'example.com'],
    ['https://www.example.com/a?b#c', 'example.com'],
    ['www.example.com/path', 'example.com'],
    ['*.example.com', 'example.com'],
    ['http://localhost:8080/', 'localhost'],
    ['localhost', 'localhost'],
    ['https://wiki/', 'wiki'],
    ['192.168.0.1', '192.168.0.1'],
    ['http://[::1]/', '[::1]'],
    ['例子.测试', 'xn--fsqu00a.xn--0zwm56d'],
    ['', ''],
    ['example', ''],
    ['two words.com', ''],
    ['me@example.com', ''],
    ['ftp://example.com', ''],
    ['javascript:alert(1)', ''],
    ['a..b', ''],
    ['.', ''],
  ])('%j means %j', (text, host) => {
    expect(typedHost(text)).toBe(host)
    if (host) expect(readRules({ sites: [{ host }] }).sites).toEqual([{ host }])
  })
})

describe('a page from which a rule leaves something out', () => {
  const font = { cid: 'f', url: 'https://a.org/f.woff2', kind: 'font' as const }
  const image = { cid: 'i', url: 'https://a.org/i.png', kind: 'image' as const }
  const film = { cid: 'm', url: 'https://a.org/m.mp4', kind: 'media' as const }
  const own = (part: typeof film | typeof font, bytes: number) => ({
    ...part,
    cid: `own-${part.cid}-${bytes}`,
    type: '',
    body: new Blob([new Uint8Array(bytes)]),
  })
  const page: JoinedPage = {
    documents: [],
    own: [own(font, 3), own(film, 10), own(film, 11)],
    wanted: [font, image, film],
    missing: [{ kind: 'font', url: '', reason: 'font-from-memory', detail: 'Own' }],
  }

  it('lists it with its address, and asks only for the rest', () => {
    const left = leaveOut(page, { font: 0, media: 10 })
    expect(left.wanted).toEqual([image, film])
    expect(left.own.map(({ cid }) => cid)).toEqual(['own-m-10'])
    expect(left.missing).toEqual([
      { kind: 'font', url: '', reason: 'by-rule' },
      { kind: 'font', url: font.url, reason: 'by-rule' },
      { kind: 'media', url: film.url, reason: 'by-rule' },
      { kind: 'font', url: font.url, reason: 'by-rule' },
    ])
  })

  it('is the same where no rule says anything', () => {
    expect(leaveOut(page)).toEqual(page)
  })
})
