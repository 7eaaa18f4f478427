import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { buildPage } from './build-snapshot.ts'
import { LEAK_ARGS, type LeakServer, startLeakServer } from './leak-server.ts'
import { downloadFrom, openFile } from './open-file.ts'
import { inKept, storeAndView } from './viewer-page.ts'

const NAMES = ['state', 'layer', 'backdrop', 'lift', 'look', 'scroll', 'anchor', 'time']
const TEXTS = ['highlight', 'highlight-root', 'mark', 'font', 'size']
const PARTS = [...NAMES, ...TEXTS, 'style', 'before', 'after', 'marker']

/** Every attribute of state with one value, on elements of many kinds. */
function forged(value: string): string {
  const text = value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const attributes = PARTS.map((name) => `data-linkshot-${name}="${text}"`).join(' ')
  return ['div', 'dialog open', 'form', 'video', 'svg', 'input type=checkbox', 'body']
    .map((kind) => `<${kind} ${attributes}></${kind.split(' ')[0]}>`)
    .join('')
}

function forgedPage(leak: (name: string) => string): string {
  const values = [
    `background:url(${leak('a')})`,
    `color:red;}</style><script>document.documentElement.dataset.pwned=1</script><img src="${leak('b')}">`,
    `} * { background: url(${leak('c')}) } @import "${leak('d')}"; a {`,
    `--x:url(${leak('e')});content:"}</style>" url(${leak('f')});background:image-set("${leak('g')}" 1x)`,
    `13 13 3 rgb(0, 0, 0)"/><image href="${leak('h')}"/>`,
    '1e9 1e9',
    'font-family:x;font-size:7px;color:red;position:fixed',
    '99999999999999999999 -99999999999999999999',
    'modal fullscreen popover-open indeterminate invalid ]{} state:"]{}',
    'NaN Infinity',
    '5',
    '0 0',
    '0 0 0 9,0 1 0 999999999,1 99 3 1,0 0 0 3,x',
  ]
  const shadowed =
    '<form popover data-linkshot-layer="3" data-linkshot-scroll="0 9" data-linkshot-lift data-linkshot-backdrop="background-color:red" data-linkshot-state="popover-open invalid fullscreen"><input name="style"><input name="append"><input name="children"><input name="parentNode"><input name="showPopover"><input name="validity"><input name="setCustomValidity"><input name="firstElementChild"><dialog data-linkshot-layer="4" data-linkshot-state="modal"></dialog></form>'
  const looks = [
    `background-color:red;background-image:url(${leak('i')});text-decoration:underline url(${leak('j')})`,
    `color:red}</style><img src="${leak('k')}">`,
  ]
  const names = [['a'], ['"]}{', 1e99, 'x'], 7, [{}, null, {}]]
  const list = JSON.stringify({ names, looks }).replaceAll('"', '&quot;')
  return `<!doctype html><html data-linkshot-highlights="${list}"><title>Forged</title><style>#end:defined{color:rgb(1,2,3)}</style>${values.map(forged).join('')}${shadowed}<p id="end">end</p>`
}

describe('forged states in a stored page', () => {
  let extension: Extension
  let leaks: LeakServer
  let viewer: Page

  beforeAll(async () => {
    leaks = await startLeakServer()
    extension = await launchExtension({ mode: 'granted', args: LEAK_ARGS })
    await closeWelcome(extension)
    viewer = await storeAndView(extension, buildPage({ frames: { '0': forgedPage(leaks.url) } }))
  })
  afterAll(async () => {
    await extension.close()
    await leaks.close()
  })

  it('show the page in the viewer and load nothing', async () => {
    const colour = await inKept(viewer, (doc, view) => {
      const end = doc.getElementById('end')
      return end && view.getComputedStyle(end).color
    })
    expect(colour).toBe('rgb(1, 2, 3)')
    expect(leaks.requests).toEqual([])
    expect(leaks.connections).toBe(0)
    expect(await inKept(viewer, (doc) => doc.documentElement.getAttribute('data-pwned'))).toBeNull()
  })

  it('show the page in the saved file and load nothing', async () => {
    const file = await downloadFrom(extension, viewer, '[data-action="export-html"]')
    expect(file.text).not.toMatch(/url\(["']?https?:/)
    const page = await openFile(extension.browser, file.path)
    expect(await page.$eval('#end', (each) => each.textContent)).toBe('end')
    expect(await page.$$eval('script, img', (all) => all.length)).toBe(0)
    expect(leaks.requests).toEqual([])
    expect(leaks.connections).toBe(0)
  })
})
