import { describe, expect, it } from 'vitest'
import { parseList, snapshotOptions } from '../../scripts/lib/snapshot-options.mjs'

const none = () => {
  throw new Error('no such file')
}

describe('the command line of npm run snapshot', () => {
  it('has defaults for all but the addresses and the folder', () => {
    expect(snapshotOptions(['https://a.b', '--out', 'dir'], none)).toEqual({
      help: false,
      urls: ['https://a.b'],
      out: 'dir',
      formats: ['html'],
      viewport: { width: 1280, height: 800 },
      fullPage: false,
      tags: [],
      parallel: 1,
      profile: undefined,
    })
  })

  it('takes options before, between and after the addresses', () => {
    const args =
      '--tag 读书 a.b --parallel 3 --tag x/y c.d --viewport 800x600 --out o --full-page --profile p'
    expect(snapshotOptions(args.split(' '), none)).toMatchObject({
      urls: ['a.b', 'c.d'],
      tags: ['读书', 'x/y'],
      parallel: 3,
      viewport: { width: 800, height: 600 },
      fullPage: true,
      profile: 'p',
    })
  })

  it('takes several formats', () => {
    const { formats } = snapshotOptions(
      ['a.b', '--out', 'o', '--format', 'MHTML, wacz,md,md'],
      none,
    )
    expect(formats).toEqual(['mhtml', 'wacz', 'md'])
  })

  it("puts a list's addresses after those typed", () => {
    const read = (path: string) => (path === 'list.txt' ? '# mine\nb.c\n' : '')
    const options = snapshotOptions(['a.b', '--file', 'list.txt', '--out', 'o'], read)
    expect(options.urls).toEqual(['a.b', 'b.c'])
  })

  it.each([
    ['no address', ['--out', 'o']],
    ['no folder', ['a.b']],
    ['an unknown option', ['a.b', '--out', 'o', '--colour']],
    ['an option without its value', ['a.b', '--out']],
    ['a list that is not there', ['--file', 'nothing', '--out', 'o']],
    ['a viewport that is none', ['a.b', '--out', 'o', '--viewport', 'big']],
    ['a viewport of no size', ['a.b', '--out', 'o', '--viewport', '0x800']],
    ['a format it does not know', ['a.b', '--out', 'o', '--format', 'html,doc']],
    ['no lane', ['a.b', '--out', 'o', '--parallel', '0']],
    ['half a lane', ['a.b', '--out', 'o', '--parallel', '1.5']],
  ])('refuses %s with its usage and exit code 2', (_what, args) => {
    expect(() => snapshotOptions(args, none)).toThrow(
      expect.objectContaining({ code: 2, message: expect.stringContaining('Usage:') }),
    )
  })
})

it('a list has one address a line, with comments', () => {
  const text = '\uFEFF# pages\r\nhttps://a.b/#part\r\n\r\n  c.d   # mine\n#x\ne.f\n'
  expect(parseList(text)).toEqual(['https://a.b/#part', 'c.d', 'e.f'])
})
