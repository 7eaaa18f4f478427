import { describe, expect, it } from 'vitest'
import { getSurt } from 'warcio'
import { surt } from '../../utils/archive/page/wacz/surt.ts'

describe('the key of an address in an index', () => {
  it.each([
    'https://example.com/',
    'https://www.Example.com/Path/File.HTML?b=2&a=1',
    'http://www2.example.co.uk:8080/a?z&a=%20x',
    'https://例え.jp/月?q=猫',
    'https://example.com/a#b',
    'https://example.com/?a=1&a=0',
    'urn:view:https://example.com/',
    'http://127.0.0.1:9/x',
    'not an address',
  ])('of %s is what warcio makes of it', (address) => {
    expect(surt(address)).toBe(getSurt(address))
  })
})
