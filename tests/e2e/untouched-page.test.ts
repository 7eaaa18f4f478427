import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer } from '../support/site.ts'
import { tabIdOf } from '../support/tabs.ts'

/** Sets everything up that a page could notice being kept by, before any of its own content is there. */
const WATCHER = `
const log = []
window.watched = log
const EVENTS = new Set()
for (const target of [window, document, Element.prototype, HTMLElement.prototype, HTMLMediaElement.prototype]) {
  for (const name in target) if (name.startsWith('on')) EVENTS.add(name.slice(2))
}
for (const name of ['DOMContentLoaded', 'focusin', 'focusout', 'slotchange', 'securitypolicyviolation',
  'selectionchange', 'visibilitychange', 'readystatechange', 'error', 'toggle', 'beforetoggle']) EVENTS.add(name)
// What the browser itself sends all the time tells nothing.
for (const name of ['pointerrawupdate', 'rejectionhandled']) EVENTS.delete(name)
for (const target of [window, document]) {
  for (const name of EVENTS) target.addEventListener(name, (event) => log.push(name + ' ' + (event.target?.localName ?? '')), true)
}
const watch = (root) => new MutationObserver((all) => log.push(...all.map((each) => 'mutation ' + each.type)))
  .observe(root, { subtree: true, childList: true, attributes: true, characterData: true })
watch(document)
window.watch = watch
for (const api of ['attachShadow', 'setAttribute', 'removeAttribute', 'append', 'focus', 'scrollTo', 'scroll', 'scrollBy', 'getAnimations', 'getBoundingClientRect']) {
  const original = Element.prototype[api] ?? HTMLElement.prototype[api]
  if (!original) continue
  Element.prototype[api] = function (...all) { log.push('call ' + api); return original.apply(this, all) }
}
`
const PAGE = `<!doctype html><html lang="en"><head><title>Watched</title><script>${WATCHER}</script>
<style>body { height: 4000px } #box { width: 120px; height: 80px; overflow: scroll } #box div { height: 900px; width: 900px }
@keyframes turn { to { transform: rotate(90deg) } } #turn { animation: turn 2s infinite; width: 20px; height: 20px; background: green }</style></head>
<body><p id="words">Some words to select on a page that looks at everything.</p><input id="name" value="typed"><input type="checkbox" id="half">
<div id="box"><div>scrolled</div></div><div id="turn"></div><canvas id="paint" width="40" height="40"></canvas>
<details open><summary>s</summary>d</details><dialog id="ask">Really?</dialog><div id="pop" popover>popped</div>
<img loading="lazy" style="margin-top: 3500px" src="/lazy.png"><video id="film" controls></video>
<iframe srcdoc="<p>inside</p>" id="child"></iframe><x-closed></x-closed>
<script>
customElements.define('x-closed', class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'closed' })
    root.innerHTML = '<p>closed words</p><slot></slot>'
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('p { color: purple }')
    root.adoptedStyleSheets = [sheet]
    watch(root)
    window.closedRoot = root
  }
})
const sheet = new CSSStyleSheet()
sheet.replaceSync('#words { color: teal }')
document.adoptedStyleSheets = [sheet]
document.styleSheets[0].insertRule('#name { color: red }')
paint.getContext('2d').fillRect(0, 0, 20, 20)
half.indeterminate = true
ask.show()
</script></body></html>`

let sites: FixtureSites
let extension: Extension

beforeAll(async () => {
  sites = await serveFixtures({
    '/watched': answer('text/html; charset=utf-8', PAGE, {
      'content-security-policy':
        "default-src 'self' data:; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'none'",
    }),
  })
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
})
afterAll(async () => {
  await extension.close()
  await sites.close()
})

it('notices nothing of being kept', async () => {
  const page = await extension.browser.newPage()
  await page.goto(`${sites.main.origin}/watched`, { waitUntil: 'load' })
  await arrange(page)
  const tabId = await tabIdOf(extension, page)
  await quiet(page)
  const before = await page.evaluate(look)
  const reply = await extension.send('keep-tab', { tabId, trigger: 'popup' })
  expect(reply).toMatchObject({ ok: true })
  await until('a complete snapshot', async () =>
    (await extension.rows('snapshots')).some(({ status }) => status === 'complete'),
  )
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)))
  expect(await page.evaluate(look)).toEqual(before)
  expect(await page.evaluate(noticed)).toEqual([])
  // The watcher itself works.
  await page.evaluate(() => document.body.setAttribute('class', 'touched'))
  expect(await page.evaluate(noticed)).toContain('mutation attributes')
})

/** Runs in the page: all its watcher saw. */
function noticed(): string[] {
  return (window as unknown as { watched: string[] }).watched
}

/** Leaves the page in a state that is easily disturbed. */
async function arrange(page: Page): Promise<void> {
  await page.bringToFront()
  await page.evaluate(() => {
    scrollTo(0, 300)
    document.getElementById('box')?.scrollTo(50, 120)
    const name = document.getElementById('name') as HTMLInputElement
    name.focus({ preventScroll: true })
    name.setSelectionRange(1, 3)
    getSelection()?.setBaseAndExtent(
      document.getElementById('words')?.firstChild as Text,
      5,
      document.getElementById('words')?.firstChild as Text,
      10,
    )
  })
}

/** Waits until nothing of the page's own comes in any more, then empties the log. */
async function quiet(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { watched } = window as unknown as { watched: string[] }
    const own = document.getElementById('turn')?.getAnimations()[0]
    own?.pause()
    for (let still = 0; still < 3; ) {
      watched.length = 0
      await new Promise((resolve) => setTimeout(resolve, 200))
      still = watched.length === 0 ? still + 1 : 0
    }
  })
}

/** Runs in the page: everything of it that keeping could change. */
function look() {
  const root = (window as unknown as { closedRoot: ShadowRoot }).closedRoot
  const box = document.getElementById('box') as HTMLElement
  const field = document.getElementById('name') as HTMLInputElement
  const selection = getSelection()
  const rules = (sheets: Iterable<CSSStyleSheet>) =>
    [...sheets].map((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText))
  return {
    html: document.documentElement.outerHTML,
    inside: root.innerHTML,
    adopted: rules([...document.adoptedStyleSheets, ...root.adoptedStyleSheets]),
    sheets: rules(document.styleSheets),
    scroll: [scrollX, scrollY, box.scrollLeft, box.scrollTop],
    focus: document.activeElement?.id,
    selection: [selection?.toString(), field.selectionStart, field.selectionEnd],
    half: (document.getElementById('half') as HTMLInputElement).indeterminate,
    animations: document
      .getAnimations()
      .map(({ playState, currentTime }) => [playState, Number(currentTime)]),
    lazy: document.querySelector('img')?.complete,
    globals: Object.keys(window).length,
    ready: document.readyState,
    history: history.length,
  }
}
