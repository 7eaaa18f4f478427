import { describe, expect, it } from 'vitest'
import { joinFrames } from '../../utils/snapshot/join-frames.ts'
import { childFrame, frameCapture } from '../support/rows.ts'

const keysOf = (page: ReturnType<typeof joinFrames>) => page.documents.map(({ key }) => key)

describe('joined frames', () => {
  it('begin with the main document, whoever reported first', () => {
    const page = joinFrames(
      ['0.1', '0', '0.0.0', '0.0'].map((key) => frameCapture(key)),
      true,
    )
    expect(keysOf(page)).toEqual(['0', '0.0', '0.1', '0.0.0'])
  })

  it('hold one document a key, the first', () => {
    const page = joinFrames([frameCapture('0'), frameCapture('0', { url: 'https://b.org/' })], true)
    expect(page.documents.map(({ url }) => url)).toEqual(['https://example.com/0'])
  })

  it('find the place of those in shadow trees by address, else by size', () => {
    const children = [
      childFrame('0.s0', 'https://a.org/', 50),
      childFrame('0.s1', 'https://b.org/', 60),
      childFrame('0.s2', 'https://c.org/', 70),
    ]
    const page = joinFrames(
      [
        frameCapture('0.?', { url: 'https://redirected.org/', size: 70 }),
        frameCapture('0.?', { url: 'https://b.org/', size: 1 }),
        frameCapture('0', { children }),
      ],
      true,
    )
    expect(page.documents.map(({ key, url }) => [key, url]).slice(1)).toEqual([
      ['0.s1', 'https://b.org/'],
      ['0.s2', 'https://redirected.org/'],
    ])
    expect(page.missing).toEqual([{ kind: 'frame', url: 'https://a.org/', reason: 'network' }])
  })

  it('keep a frame that stands in one of a shadow tree', () => {
    const inner = childFrame('0.?.0', 'https://b.org/inner')
    const deep = childFrame('0.?.s0', 'https://b.org/deep')
    const page = joinFrames(
      [
        frameCapture('0.?.?', { url: 'https://b.org/deep' }),
        frameCapture('0.?.0', { url: 'https://b.org/moved' }),
        frameCapture('0.?', { url: 'https://b.org/', children: [inner, deep] }),
        frameCapture('0', { children: [childFrame('0.s0', 'https://b.org/')] }),
      ],
      true,
    )
    expect(keysOf(page)).toEqual(['0', '0.s0', '0.s0.0', '0.s0.s0'])
    expect(page.missing).toEqual([])
  })

  it('tell the children of two frames in shadow trees apart', () => {
    const inner = (url: string) => ({
      children: [childFrame('0.?.0', `${url}inner`)],
      html: '<iframe src="cid:frame-0.?.0">',
      url,
    })
    const page = joinFrames(
      [
        frameCapture('0.?.0', { url: 'https://b.org/inner' }),
        frameCapture('0.?.0', { url: 'https://a.org/inner' }),
        frameCapture('0.?', inner('https://b.org/')),
        frameCapture('0.?', inner('https://a.org/')),
        frameCapture('0', {
          children: [childFrame('0.s0', 'https://a.org/'), childFrame('0.s1', 'https://b.org/')],
        }),
      ],
      true,
    )
    expect(page.documents.map(({ key, url, html }) => [key, url, html])).toEqual([
      ['0', 'https://example.com/0', expect.anything()],
      ['0.s0', 'https://a.org/', '<iframe src="cid:frame-0.s0.0">'],
      ['0.s1', 'https://b.org/', '<iframe src="cid:frame-0.s1.0">'],
      ['0.s0.0', 'https://a.org/inner', expect.anything()],
      ['0.s1.0', 'https://b.org/inner', expect.anything()],
    ])
  })

  it('keep the file of a frame that shows a PDF and lets nobody in', () => {
    const file = { cid: 'r1', type: 'application/pdf' }
    const children = [{ ...childFrame('0.0', 'https://a.org/x.pdf'), file }]
    const page = joinFrames([frameCapture('0', { children })], true)
    expect(page.documents[1]).toMatchObject({ key: '0.0', url: 'https://a.org/x.pdf', file })
    expect(page.missing).toEqual([])
  })

  it('leave out a frame nobody has a place for', () => {
    const page = joinFrames([frameCapture('0'), frameCapture('0.?')], true)
    expect(keysOf(page)).toEqual(['0'])
  })

  it.each([
    [true, 'network'],
    [false, 'no-permission'],
  ])('tell of silent frames (all sites: %s) as %s, empty ones aside', (allSites, reason) => {
    const children = [
      childFrame('0.0', 'https://ads.org/'),
      childFrame('0.1', 'about:blank'),
      childFrame('0.2', ''),
    ]
    const page = joinFrames([frameCapture('0', { children })], allSites)
    expect(page.missing).toEqual([{ kind: 'frame', url: 'https://ads.org/', reason }])
  })

  it('want what no frame had at hand, once', () => {
    const wanted = [{ cid: 'r1', url: 'https://a.org/1', kind: 'image' as const }]
    const more = { cid: 'r2', url: 'https://a.org/2', kind: 'image' as const }
    const own = [{ ...more, type: 'image/png', body: new Blob() }]
    const page = joinFrames(
      [
        frameCapture('0', { wanted: [...wanted, more] }),
        frameCapture('0.0', { wanted: [...wanted, more], own }),
      ],
      true,
    )
    expect(page.wanted).toEqual(wanted)
    expect(page.own).toEqual(own)
  })
})
