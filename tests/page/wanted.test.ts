import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { captureHtml, type PageHarness, startHarness } from '../support/page-harness.ts'

let h: PageHarness
beforeAll(async () => {
  h = await startHarness()
})
afterAll(() => h.close())

const capture = (html: string) => captureHtml(h, html)

/** References named by the end of their address. */
async function named(html: string): Promise<string> {
  const got = await capture(`<!doctype html><body>${html}`)
  const written = (got.documents[0]?.html ?? '').replace(
    / data-linkshot-(?:was-[a-z]+|new)="[^"]*"/g,
    '',
  )
  const text = /<body[^>]*>([\s\S]*)<\/body>/.exec(written)?.[1] ?? ''
  return got.wanted.reduce(
    (all, { cid, url, kind }) =>
      all.replaceAll(
        `cid:${cid}`,
        `${kind}:${url.replace(h.origin, '').replace(h.otherOrigin, '//other')}`,
      ),
    text,
  )
}

describe('what the page asks for', () => {
  test.each([
    ['a plain image', '<img src=a.png loading=lazy>', '<img src="image:/a.png">'],
    [
      'the choice of densities',
      '<img src=a.png srcset="b.png 1x, c.png 3x">',
      '<img src="image:/b.png">',
    ],
    [
      'a data image',
      '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
      '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    ],
    [
      'the chosen source of a picture',
      '<picture><source srcset=s.png media="(min-width:1px)" width=7><img src=a.png></picture>',
      '<picture><source media="(min-width:1px)" width="7"><img src="image:/s.png" width="7"></picture>',
    ],
    [
      'backgrounds',
      '<table background=t.png><tbody></tbody></table>',
      '<table background="image:/t.png"><tbody></tbody></table>',
    ],
    [
      'inline styles',
      '<p style="background:url(x.png#a)">',
      '<p style="background:url(&quot;image:/x.png#a&quot;)"></p>',
    ],
    [
      'SVG images',
      '<svg><image href=i.png></image><use href="#a"></use><use xlink:href=e.svg#b></use></svg>',
      '<svg><image href="image:/i.png"></image><use href="#a"></use><use xlink:href="image:/e.svg#b"></use></svg>',
    ],
    [
      'SVG paint',
      '<svg><g fill="url(#a)" mask="url(m.svg#b)"></g></svg>',
      '<svg><g fill="url(#a)" mask="url(&quot;image:/m.svg#b&quot;)"></g></svg>',
    ],
    [
      'media',
      '<video src=v.mp4 poster=p.png></video><audio><source src=s.mp3></audio>',
      '<video src="media:/v.mp4" poster="image:/p.png"></video><audio><source src="media:/s.mp3"></audio>',
    ],
    ['image buttons', '<input type=image src=b.png>', '<input type="image" src="image:/b.png">'],
    [
      'picture objects',
      '<object data=o.svg type=image/svg+xml>x</object>',
      '<object type="image/svg+xml" data="image:/o.svg"></object>',
    ],
  ])('%s', async (_, html, expected) => {
    expect(await named(html)).toBe(expected)
  })

  test('marks what the browser’s MHTML may have under the name of another picture', async () => {
    const got = await capture(
      '<!doctype html><body><img src=a.png srcset="b.png 1x"><img src=a.png><img src=c.png>',
    )
    const marked = got.wanted.filter(({ misnamed }) => misnamed).map(({ url }) => url.slice(-5))
    expect(marked.sort()).toEqual(['a.png', 'b.png'])
  })

  test('reads blob images, revoked ones too', async () => {
    h.routes.set(
      '/',
      `<!doctype html><img id=a><img id=b><script type=module>
      const make=async(img,keep)=>{const c=new OffscreenCanvas(4,4);const g=c.getContext('2d');g.fillRect(0,0,4,4);
      img.src=URL.createObjectURL(await c.convertToBlob());await img.decode();if(!keep)URL.revokeObjectURL(img.src)};
      await make(a,true);await make(b,false);document.title='ready'</script>`,
    )
    const page = await h.open('/')
    await page.waitForFunction('document.title === "ready"')
    const got = await h.capture(page)
    expect(got.own.map(({ kind, type }) => `${kind} ${type}`)).toEqual(
      Array(2).fill('image image/png'),
    )
    expect(got.wanted.filter(({ kind }) => kind === 'image')).toEqual([])
  })

  test('names the icon', async () => {
    const got = await capture(
      '<!doctype html><link rel=icon href=s.png sizes=16x16><link rel="shortcut icon" href=l.png sizes=64x64>',
    )
    expect(got.wanted).toMatchObject([{ kind: 'icon', url: `${h.origin}/l.png` }])
    const none = await capture('<!doctype html>x')
    expect(none.wanted).toMatchObject([{ kind: 'icon', url: `${h.origin}/favicon.ico` }])
  })
})
