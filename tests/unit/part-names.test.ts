import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partNames } from '../../utils/archive/page/part-names.ts'

const one = (url: string, type: string) => partNames()(url, type)

describe('the name of a file in an export', () => {
  it.each([
    ['https://a.example/img/Sunset%20View.JPG?w=3', 'image/jpeg', '001-sunset-view.jpg'],
    ['https://a.example/', 'image/png', '001.png'],
    ['https://a.example/style.css', 'text/css;charset=utf-8', '001-style.css'],
    ['https://a.example/月.webp', 'image/webp', '001.webp'],
    ['https://a.example/con.png', 'image/png', '001-con.png'],
    ['https://a.example/run.exe', 'application/octet-stream', '001-run.bin'],
    ['https://a.example/page.hta', 'text/html', '001-page.html'],
    ['https://a.example/x', 'image/x-very-odd/../y', '001-x.bin'],
    ['about:srcdoc', 'text/html;charset=utf-8', '001.html'],
    ['data:image/png;base64,AAAA/..', 'image/png', '001.png'],
    ['not an address', 'font/woff2', '001.woff2'],
    ['not an address', '__proto__', '001.bin'],
  ])('of %s, %s is %s', (url, type, name) => {
    expect(one(url, type)).toBe(name)
  })

  it('is plain, short and unique whatever the address and type', () => {
    const address = fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string())
    fc.assert(
      fc.property(fc.array(fc.tuple(address, fc.string())), (parts) => {
        const nameFor = partNames()
        const names = parts.map(([url, type]) => nameFor(url, type))
        for (const name of names)
          expect(name).toMatch(/^\d{3,}(?:-[a-z0-9-]{0,40})?\.[a-z0-9]{2,5}$/)
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
      }),
    )
  }, 60_000)
})
