import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { similarKeyOf } from '../../utils/links/similar-key.ts'
import { urlKeyOf } from '../../utils/links/url-key.ts'

const PAIRS = readFileSync(join(import.meta.dirname, '../addresses/pairs.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' ') as [sign: string, one: string, other: string])

const ADDRESSES = [...new Set(PAIRS.flatMap(([, one, other]) => [one, other]))]

/** What two addresses are to each other, in the sign of the table. */
function relation(one: string, other: string): string {
  if (urlKeyOf(one) === urlKeyOf(other)) return '='
  return similarKeyOf(one) === similarKeyOf(other) ? '~' : '!'
}

describe('the table of addresses', () => {
  it('has at least 300 pairs', () => {
    expect(PAIRS.length).toBeGreaterThanOrEqual(300)
    expect(PAIRS.filter((pair) => pair.length !== 3)).toEqual([])
  })

  it.each(PAIRS)('%s %s %s', (sign, one, other) => {
    if (sign === '>') expect(urlKeyOf(one)).toBe(other)
    else expect(relation(one, other)).toBe(sign)
  })

  it.each(ADDRESSES)('%s has a key that is its own', (address) => {
    const key = urlKeyOf(address)
    expect(urlKeyOf(key)).toBe(key)
    expect(key).not.toMatch(/\s/)
    // What has one key has one similar key: nothing is the same without being alike.
    expect(similarKeyOf(key)).toBe(similarKeyOf(address))
  })
})

const word = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.~%/中 +&=;:@!(|['), maxLength: 8 })
const name = fc.constantFrom('id', 'p', 'q', 'ref', 'a[]', '名', 'Utm', 'tag', 'x-y')
const known = fc.constantFrom(
  'example.com',
  'www.youtube.com',
  'youtu.be',
  'x.com',
  'mp.weixin.qq.com',
  'www.bilibili.com',
  'github.com',
  'www.amazon.com',
)

/** Addresses of any kind, and of sites that have rules. */
const web = fc
  .record({
    scheme: fc.constantFrom('http', 'https'),
    host: fc.oneof(known, fc.domain()),
    port: fc.constantFrom('', ':80', ':443', ':8080'),
    path: fc.array(word, { maxLength: 4 }),
    query: fc.array(fc.tuple(name, word), { maxLength: 3 }),
    hash: fc.oneof(
      fc.constant(''),
      word.map((text) => `#${text}`),
    ),
  })
  .map(({ scheme, host, port, path, query, hash }) => {
    const pairs = query.map(
      ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
    )
    const search = pairs.length === 0 ? '' : `?${pairs.join('&')}`
    const folders = path.map((each) => each.replace(/[?#]/g, '')).join('/')
    return `${scheme}://${host}${port}/${folders}${search}${hash}`
  })
  .filter((address) => URL.canParse(address))

const anything = fc
  .oneof(
    web,
    fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http', 'https'] }),
    fc
      .tuple(
        fc.constantFrom('about:', 'file:///', 'chrome://', 'ftp://', 'data:,', 'x:'),
        fc.string(),
      )
      .map(([scheme, rest]) => `${scheme}${rest}`),
    fc.string().map((text) => `https://example.com/${text}`),
  )
  .filter((address) => URL.canParse(address))

/** A site no rule is about, whose paths and parameters therefore mean what they say. */
const strange = fc.record({
  path: fc.array(fc.stringMatching(/^[a-z0-9]{1,4}$/), { maxLength: 3 }),
  query: fc.uniqueArray(
    fc.tuple(fc.constantFrom('id', 'q', 'tag', 'v'), fc.stringMatching(/^\w{1,3}$/)),
    {
      selector: ([key]) => key,
      maxLength: 3,
    },
  ),
  host: fc.constantFrom('a.example', 'b.example', 'www.a.example'),
  scheme: fc.constantFrom('http', 'https'),
})
type Strange = typeof strange extends fc.Arbitrary<infer T> ? T : never

const written = ({ scheme, host, path, query }: Strange): string => {
  const pairs = query.map(([key, value]) => `${key}=${value}`)
  return `${scheme}://${host}/${path.join('/')}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}

const inCodes = (text: string): string =>
  text.replace(/[a-z]/, (sign) => `%${sign.charCodeAt(0).toString(16)}`)

/** What can be done to an address without its being another one. */
const HARMLESS: Record<string, (address: string) => string> = {
  'host in capitals': (address) => address.replace(/\/\/[^/]+/, (host) => host.toUpperCase()),
  'the port of its scheme': (address) =>
    address.replace(
      /^(https?)(:\/\/[^/:]+)(?::\d+)?/,
      (_, scheme, host) => `${scheme}${host}:${scheme === 'http' ? 80 : 443}`,
    ),
  'a dot after the host': (address) => address.replace(/\/\/[^/:]+/, (host) => `${host}.`),
  'a place in the page': (address) => `${address}#part`,
  'a text in the page': (address) => `${address}#:~:text=x`,
  'codes in the path': (address) => address.replace(/(?<=\w\/)[^?]*/, inCodes),
  'a folder and back': (address) => address.replace(/(?<=\w)\/(?=[^/]*)/, '/there/../'),
  'where it came from, behind': (address) =>
    `${address}${address.includes('?') ? '&' : '?'}utm_source=x`,
  'where it came from, before': (address) => address.replace('?', '?fbclid=1&'),
  'empty parameters': (address) => `${address}${address.includes('?') ? '&&' : '?'}`,
}

const RUNS = { numRuns: Number(process.env['RUNS'] ?? 1000) }

describe('the key of any address', () => {
  it('is the key of itself, holds no blank and can be read as an address', () => {
    fc.assert(
      fc.property(anything, (address) => {
        const key = urlKeyOf(address)
        expect(urlKeyOf(key)).toBe(key)
        expect(key).not.toMatch(/\s/)
        expect(similarKeyOf(key)).toBe(similarKeyOf(address))
      }),
      RUNS,
    )
  }, 60_000)

  it('stays the same whatever harmless is done to the address', () => {
    const acts = fc.array(fc.constantFrom(...Object.keys(HARMLESS)), { maxLength: 4 })
    fc.assert(
      fc.property(strange, acts, (parts, names) => {
        const address = written(parts)
        const places = new Set(['a place in the page', 'a text in the page'])
        // A fragment goes last, and once.
        const order = [...new Set(names)].toSorted(
          (a, b) => Number(places.has(a)) - Number(places.has(b)),
        )
        const changed = order.reduce((now, each) => HARMLESS[each]?.(now) ?? now, address)
        expect(urlKeyOf(changed)).toBe(urlKeyOf(address))
      }),
      RUNS,
    )
  }, 60_000)

  it('is another one wherever scheme, host, path or a parameter differ', () => {
    fc.assert(
      fc.property(strange, strange, (one, other) => {
        const same = written(one) === written(other)
        expect(urlKeyOf(written(one)) === urlKeyOf(written(other))).toBe(same)
      }),
      RUNS,
    )
  }, 60_000)

  it('is another one where a single part differs', () => {
    const change = fc.constantFrom<(parts: Strange) => Strange>(
      (parts) => ({ ...parts, path: [...parts.path, 'x'] }),
      (parts) => ({ ...parts, path: [...parts.path, ''] }),
      (parts) => ({ ...parts, query: [...parts.query, ['new', '1']] as Strange['query'] }),
      (parts) => ({
        ...parts,
        query: parts.query.map(([key, value]) => [key, `${value}0`]) as Strange['query'],
      }),
      (parts) => ({ ...parts, scheme: parts.scheme === 'http' ? 'https' : 'http' }),
      (parts) => ({ ...parts, host: `www.${parts.host}` as Strange['host'] }),
    )
    fc.assert(
      fc.property(strange, change, (parts, act) => {
        const [one, other] = [written(parts), written(act(parts))]
        fc.pre(one !== other)
        expect(urlKeyOf(one)).not.toBe(urlKeyOf(other))
      }),
      RUNS,
    )
  }, 60_000)
})

/** Time of the processor in ms: the clock would measure what else the machine does. */
function cost(addresses: string[], work: (address: string) => unknown): number {
  const before = process.cpuUsage()
  for (const address of addresses) work(address)
  return process.cpuUsage(before).user / 1000
}

it('makes keys of 100,000 addresses in well under two seconds', () => {
  const many = Array.from({ length: 100_000 }, (_, n) => {
    const address = ADDRESSES[n % ADDRESSES.length] ?? ''
    return address.includes('#') ? address : `${address}${address.includes('?') ? '&' : '?'}n=${n}`
  })
  const parsing = cost(many, (address) => new URL(address))
  const keys = cost(many, urlKeyOf)
  const similar = cost(many, similarKeyOf)
  if (process.env['PRINT']) console.log({ parsing, keys, similar })
  expect(keys).toBeLessThan(2000)
}, 60_000)
