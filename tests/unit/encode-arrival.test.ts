import { describe, expect, it } from 'vitest'
import { encodeArrival } from '../../utils/capture/encode-arrival.ts'
import { wantedBody } from '../support/rows.ts'

const sheet = (css: string) =>
  encodeArrival(
    wantedBody('sheet', { kind: 'style', url: 'https://example.com/css/a.css' }),
    'text/css',
    new TextEncoder().encode(css).buffer,
  )

describe('a sheet that arrives', () => {
  it('asks for what it refers to, but for fonts that no browser takes any more', async () => {
    const { more } = await sheet(`@import "b.css"; p{background:url(../p.svg)}
      @font-face{src:url(f.eot);src:url(f.eot?#iefix),url(f.woff2),url(f.svg#f)}`)
    expect(more.map(({ kind, url }) => [kind, url])).toEqual([
      ['style', 'https://example.com/css/b.css'],
      ['image', 'https://example.com/p.svg'],
      ['font', 'https://example.com/css/f.woff2'],
    ])
  })
})
