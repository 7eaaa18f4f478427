import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Missing, Resource } from '../../utils/model/snapshot.ts'
import { downloadFrom, openFile } from '../replay/open-file.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome, waitForText } from '../support/keep.ts'
import { FACES, serveMadeFonts } from '../support/made-fonts.ts'
import { difference, settledPicture } from '../support/picture.ts'
import { tabIdOf } from '../support/tabs.ts'
import { openInViewer, pictureOfKept } from '../support/viewer.ts'

declare const chrome: {
  scripting: { getRegisteredContentScripts(): Promise<{ id: string }[]> }
}

const ON = '[data-setting=catch-fonts] input[value=yes]'
const OFF = '[data-setting=catch-fonts] input[value=no]'
const SIZE = { width: 800, height: 600 }

let sites: Awaited<ReturnType<typeof serveMadeFonts>>
let extension: Extension
let options: Page

const registered = async () =>
  (await extension.helper()).evaluate(async () =>
    (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id).sort(),
  )
const switchTo = async (input: string, ids: string[]) => {
  await options.bringToFront()
  await options.click(input)
  await until(`${ids} registered`, async () => `${await registered()}` === `${ids}`)
  await options.waitForSelector(`${input}:checked`)
}
const openOptions = async () => {
  await closeWelcome(extension)
  await extension.send('set-setting', { key: 'language', value: 'en' })
  options = await extension.open('options.html#general')
  await options.waitForSelector('[data-setting=catch-fonts]')
}

describe('fonts that scripts make from bytes', () => {
  beforeAll(async () => {
    sites = await serveMadeFonts()
    extension = await launchExtension({ mode: 'granted' })
    await openOptions()
  })
  afterAll(async () => {
    await extension?.close()
    await sites?.close()
  })

  let untouched: unknown

  it('are missing by name while the option is off, and no script runs in pages', async () => {
    await options.waitForSelector(`${OFF}:checked`)
    expect(await registered()).toEqual([])
    untouched = await lookAtFontFace()
    const { missing, resources } = await keep('/fonts')
    expect(missing.map(({ reason, detail }) => [reason, detail])).toContainEqual([
      'font-from-memory',
      'Made Box',
    ])
    expect(resources.filter(({ kind }) => kind === 'font')).toEqual([])
  })

  it('are caught once the option is on: viewer and file show them as the page did', async () => {
    await switchTo(ON, ['font-hook', 'font-keeper'])
    const { uid, missing, resources, live } = await keep('/fonts')
    expect(missing.filter(({ kind }) => kind === 'font')).toEqual([])
    const fonts = resources.filter(({ kind }) => kind === 'font')
    expect(fonts).toHaveLength(FACES)
    expect(new Set(fonts.map(({ type, bytes }) => `${type} ${bytes > 500}`))).toEqual(
      new Set(['font/ttf true']),
    )
    const viewer = await openInViewer(extension, uid, SIZE)
    expect(difference(live, await pictureOfKept(viewer))).toBe(0)
    const { path } = await downloadFrom(extension, viewer, '[data-action="export-html"]')
    const file = await openFile(extension.browser, path)
    await file.setViewport(SIZE)
    expect(difference(live, await settledPicture(() => file.screenshot()))).toBe(0)
    await Promise.all([viewer.close(), file.close()])
  })

  it('leave a page nothing to tell it by, and nothing that is not its own', async () => {
    expect(untouched).toMatchObject({ name: 'FontFace', text: `function ${NATIVE}` })
    expect(await lookAtFontFace()).toEqual(untouched)
    expect(await isHooked()).toBe(true)
  })

  it('are caught from a page that has spoilt all it could', async () => {
    const { missing, resources } = await keep('/spoilt')
    expect(missing.filter(({ kind }) => kind === 'font')).toEqual([])
    expect(resources.filter(({ kind }) => kind === 'font')).toHaveLength(2)
  })

  it('stay caught over a killed worker, and are let go with the option', async () => {
    await extension.killWorker()
    expect(await registered()).toEqual(['font-hook', 'font-keeper'])
    await switchTo(OFF, [])
    const { missing } = await keep('/fonts')
    expect(missing.some(({ reason }) => reason === 'font-from-memory')).toBe(true)
  })
})

describe('without access to all sites', () => {
  beforeAll(async () => {
    extension = await launchExtension()
    await openOptions()
  })
  afterAll(() => extension?.close())

  it('the option is off though it was chosen, and says why', async () => {
    await extension.send('set-setting', { key: 'catchFonts', value: true })
    await waitForText(options, '.options-section', 'access to all sites was taken back')
    await options.waitForSelector(`${OFF}:checked`)
    expect(await registered()).toEqual([])
  })

  it('it can be chosen by keys', async () => {
    await options.focus(OFF)
    await options.keyboard.press('ArrowRight')
    expect(await options.$eval(ON, (input) => input === document.activeElement)).toBe(true)
    expect(await registered()).toEqual([])
  })
})

const NATIVE = 'FontFace() { [native code] }'

/** Opens a page, photographs and keeps it. */
async function keep(path: string) {
  const page = await extension.browser.newPage()
  await page.setViewport(SIZE)
  await page.goto(`${sites.main.origin}${path}`, { waitUntil: 'load' })
  const live = await settledPicture(() => page.screenshot())
  const tabId = await tabIdOf(extension, page)
  const reply = await extension.send('keep-tab', { tabId, trigger: 'popup' })
  const { snapshot: uid } = reply.value as { snapshot: string }
  const row = await until('a complete snapshot', async () =>
    (await extension.rows('snapshots')).find((each) => each['uid'] === uid && isComplete(each)),
  )
  await page.close()
  return {
    uid,
    live,
    missing: row['missing'] as Missing[],
    resources: row['resources'] as Resource[],
  }
}

const isComplete = (row: Record<string, unknown>) => row['status'] === 'complete'

/** The one thing that tells: without it the comparison would prove nothing. */
async function isHooked(): Promise<boolean> {
  const page = await extension.browser.newPage()
  await page.goto(`${sites.main.origin}/plain`)
  const text = await page.evaluate(() => Function.prototype.toString.call(FontFace))
  await page.close()
  return !text.includes('FontFace')
}

async function lookAtFontFace(): Promise<unknown> {
  const page = await extension.browser.newPage()
  await page.goto(`${sites.main.origin}/plain`)
  const seen = await page.evaluate(look)
  await page.close()
  return seen
}

/** Runs in a page: all it can see of the constructor without hunting for an extension. */
function look() {
  const failure = (act: () => unknown) => {
    try {
      act()
      return 'none'
    } catch (error) {
      return String(error)
    }
  }
  const shape = (owner: object) =>
    Reflect.ownKeys(owner).map((key) => {
      const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(owner, key) ?? {}
      return [String(key), typeof value, typeof get, typeof set, flags]
    })
  class Sub extends FontFace {
    self: unknown
    constructor(family: string, source: ArrayBuffer) {
      super(family, source)
      this.self = new.target
    }
    get twice() {
      return this.family + this.family
    }
  }
  const bytes = new Uint8Array(8)
  const face = new FontFace('A B', bytes, { weight: '700' })
  const sub = new Sub('C', bytes.buffer)
  const other = Reflect.construct(FontFace, ['D', 'url(x)'], Array)
  const call = FontFace as unknown as () => void
  const make = FontFace as unknown as new (...all: unknown[]) => FontFace
  return {
    type: typeof FontFace,
    name: FontFace.name,
    length: FontFace.length,
    text: FontFace.toString(),
    template: `${FontFace}`,
    isNative: /\[native code\]/.test(Function.prototype.toString.call(FontFace)),
    toStringName: FontFace.toString.name,
    ofOthers: FontFace.toString.call(Sub) === Function.prototype.toString.call(Sub),
    tag: Object.prototype.toString.call(face),
    statics: shape(FontFace),
    members: shape(FontFace.prototype),
    global: Object.getOwnPropertyDescriptor(window, 'FontFace')?.enumerable,
    parent: Object.getPrototypeOf(FontFace) === Function.prototype,
    constructor: [face.constructor === FontFace, FontFace.prototype.constructor === FontFace],
    instance: [face instanceof FontFace, sub instanceof FontFace, sub instanceof Sub],
    prototype: Object.getPrototypeOf(face) === FontFace.prototype,
    own: Reflect.ownKeys(face),
    sub: [Object.getPrototypeOf(sub) === Sub.prototype, sub.self === Sub, sub.twice],
    newTarget: Object.getPrototypeOf(other) === Array.prototype,
    values: [face.family, face.weight, face.status],
    called: failure(() => call()),
    empty: failure(() => new make()),
    thrown: failure(
      () =>
        new make(
          {
            toString() {
              throw new Error('mine')
            },
          },
          bytes,
        ),
    ),
    buffer: [bytes.length, bytes.buffer.byteLength],
    globals: Object.getOwnPropertyNames(window).sort(),
    entries: performance.getEntriesByType('resource').length,
    elements: document.documentElement.outerHTML,
  }
}
