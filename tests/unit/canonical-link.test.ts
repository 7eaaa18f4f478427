import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { believableCanonical, canonicalIn } from '../../utils/links/canonical-link.ts'

const LINES = readFileSync(join(import.meta.dirname, '../addresses/canonical.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' ') as [sign: string, page: string, said: string])

describe('a canonical link', () => {
  it.each(LINES)('%s %s → %s', (sign, page, said) => {
    expect(believableCanonical(page, said) !== undefined).toBe(sign === '+')
  })

  it('is an address of the web without a fragment, or nothing, whatever is said', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl(), fc.string()),
        fc.oneof(fc.webUrl(), fc.string()),
        (page, said) => {
          const canonical = believableCanonical(page, said)
          if (canonical !== undefined) expect(canonical).toMatch(/^https?:\/\/[^#]*$/)
        },
      ),
    )
  }, 60_000)
})

describe('the canonical link of a kept document', () => {
  it.each([
    [
      '<head><link rel="canonical" href="https://a.example/?a=1&amp;b=2"></head>',
      'https://a.example/?a=1&b=2',
    ],
    [
      '<head><link href="https://a.example/" rel="shortlink canonical"/></head>',
      'https://a.example/',
    ],
    [
      '<head><link rel="canonical" href="https://a.example/1"><link rel="canonical" href="https://a.example/2">',
      'https://a.example/1',
    ],
    [
      '<head><link rel="stylesheet" href="cid:1"><LINK REL="CANONICAL" HREF="https://a.example/">',
      'https://a.example/',
    ],
    ['<head><!-- <link rel="canonical" href="https://a.example/"> --></head>', ''],
    ['<head></head><body><link rel="canonical" href="https://a.example/">', ''],
    ['<head><link rel="canonical"></head>', ''],
    ['<head><link rel="canonicals" href="https://a.example/"></head>', ''],
    [
      '<head><link data-href="x" rel="canonical" href="https://a.example/"></head>',
      'https://a.example/',
    ],
    ['', ''],
  ])('of %s is %s', (html, href) => {
    expect(canonicalIn(html)).toBe(href)
  })

  it.each(['<!--', '<link ', '<link rel="', '<!-- <link', '<link rel="canonical" href="'])(
    'costs no time in a page full of %s',
    (text) => {
      const before = process.cpuUsage()
      expect(canonicalIn(text.repeat(200_000))).toBe('')
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000)
    },
  )
})
