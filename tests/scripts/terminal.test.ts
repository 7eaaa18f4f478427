import { describe, expect, it } from 'vitest'
import { browserPaths } from '../../scripts/lib/find-browser.mjs'
import { inLanes } from '../../scripts/lib/in-lanes.mjs'
import { clip, displayWidth, table } from '../../scripts/lib/table.mjs'

describe('a table in a terminal', () => {
  it.each([
    ['abc', 3],
    ['链接', 4],
    ['a，b', 4],
    ['e\u0301', 1],
    ['🌱', 2],
  ])('%s takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })

  it('cuts long texts by what they take', () => {
    expect(clip('一二三四五', 7)).toBe('一二三…')
    expect(clip('short', 7)).toBe('short')
  })

  it('lines up Chinese and Latin', () => {
    expect(
      table([
        ['ab', 'x'],
        ['链接', 'y'],
      ]),
    ).toBe('ab    x\n链接  y')
  })
})

describe('a browser is looked for', () => {
  it('where the environment names it, first', () => {
    const env = { LINKSHOT_CHROMIUM: '/mine', PATH: '/opt/bin' }
    expect(browserPaths('chromium', 'linux', env)[0]).toBe('/mine')
  })

  it.each([
    ['linux', { PATH: '/opt/bin' }, '/opt/bin/chromium', '/usr/bin/microsoft-edge'],
    [
      'darwin',
      { HOME: '/Users/a' },
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Users/a/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    [
      'win32',
      { PROGRAMFILES: 'C:\\Program Files' },
      'C:\\Program Files\\Chromium\\Application\\chrome.exe',
      'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  ])('in the usual places of %s', (platform, env, first, also) => {
    const paths = browserPaths('chromium', platform, env)
    expect(paths[0]).toBe(first)
    expect(paths).toContain(also)
  })

  it("in Snap's folder last, since what is there can't read a profile in /tmp", () => {
    const paths = browserPaths('chromium', 'linux', { PATH: '/snap/bin:/usr/bin' })
    expect(paths.indexOf('/snap/bin/chromium')).toBeGreaterThan(
      paths.indexOf('/usr/bin/microsoft-edge'),
    )
  })
})

it('lanes work side by side and answer in the order given', async () => {
  let running = 0
  let most = 0
  const results = await inLanes([30, 1, 10, 1], 2, async (ms, index) => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, ms))
    running -= 1
    return `${index}:${ms}`
  })
  expect(results).toEqual(['0:30', '1:1', '2:10', '3:1'])
  expect(most).toBe(2)
})
