import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { type FirefoxExtension, launchFirefox } from '../support/firefox.ts'
import { readSnapshot } from '../support/read-snapshot.ts'
import { answer, type Site, serve } from '../support/site.ts'

declare const browser: {
  tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> }
  runtime: {
    sendMessage(
      message: unknown,
    ): Promise<{ ok: boolean; reason?: string; value?: { snapshot: string } }>
  }
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>Parts</title>
<style>@font-face { font-family: V; src: url(/vt323.woff2) } h1 { font: 30px V }</style><script>window.own = 1</script>
<h1>Not this</h1><p id="a">one two three</p><p id="b">four five six</p><video src="/film.mp4"></video>
<div id="c"><template shadowrootmode="open"><p>in the shadow</p></template></div>`

describe('in Firefox', () => {
  let site: Site
  let firefox: FirefoxExtension

  beforeAll(async () => {
    site = await serve('tests/fixtures/site', {
      '/page': answer('text/html', PAGE),
      '/film.mp4': answer('video/mp4', Buffer.alloc(300_000)),
    })
    firefox = await launchFirefox('granted')
  }, 180_000)
  afterAll(async () => {
    await firefox?.close()
    await site?.close()
  })

  type Ours = Awaited<ReturnType<FirefoxExtension['open']>>
  const keep = (ours: Ours, url: string, data: object) =>
    ours.evaluate(
      async (at, more) => {
        const tab = (await browser.tabs.query({})).find((each) => each.url === at)
        const message = { tabId: tab?.id, trigger: 'popup', ...more }
        return browser.runtime.sendMessage({ to: 'linkshot', name: 'keep-tab', data: message })
      },
      url,
      data,
    )

  it('keeps several selected ranges, those in shadow trees, and what rules leave of a page', async () => {
    const page = await firefox.browser.newPage()
    await page.goto(`${site.origin}/page`)
    await page.evaluate(() => document.fonts.ready)
    const ours = await firefox.open('library.html')
    const textOf = (uid: string | undefined) => ours.evaluate(readTextOf, uid ?? '')
    await page.bringToFront()
    expect(await keep(ours, page.url(), { selection: 0 })).toMatchObject({
      ok: false,
      reason: 'no-selection',
    })
    await page.evaluate(() => {
      const selection = getSelection()
      for (const [id, from, to] of [
        ['a', 4, 7],
        ['b', 0, 4],
      ] as const) {
        const text = document.getElementById(id)?.firstChild
        if (!text) continue
        const range = document.createRange()
        range.setStart(text, from)
        range.setEnd(text, to)
        selection?.addRange(range)
      }
    })
    const two = await keep(ours, page.url(), { selection: 0 })
    expect(await textOf(two.value?.snapshot)).toBe('two\nfour')
    await page.evaluate(() => {
      const text = document.getElementById('c')?.shadowRoot?.querySelector('p')?.firstChild
      if (text) getSelection()?.setBaseAndExtent(text, 7, text, 13)
    })
    const shadow = await keep(ours, page.url(), { selection: 0 })
    expect(await textOf(shadow.value?.snapshot)).toBe('shadow')
    const rules = { all: { media: 0.1, fonts: false, scripts: true }, sites: [] }
    await ours.evaluate(
      (value) =>
        browser.runtime.sendMessage({
          to: 'linkshot',
          name: 'set-setting',
          data: { key: 'captureRules', value },
        }),
      rules,
    )
    const whole = await keep(ours, page.url(), {})
    const row = await until(
      'the compared snapshot',
      async () => {
        const row = await ours.evaluate(readSnapshot, whole.value?.snapshot ?? '')
        return row?.verification && row
      },
      60_000,
    )
    expect(row.selection).toBeUndefined()
    expect(row.missing.map(({ kind, reason }) => `${kind} ${reason}`).sort()).toEqual([
      'font by-rule',
      'media by-rule',
    ])
    expect(row.resources.filter(({ kind }) => kind === 'script')).toHaveLength(1)
    expect(row.score).toBe(1)
  }, 180_000)
})

/** Runs in a page of ours: the visible text of a snapshot. */
async function readTextOf(uid: string): Promise<string> {
  const get = (table: string, key: string) =>
    new Promise<{ text: string; body: ArrayBuffer }>((resolve) => {
      const opening = indexedDB.open('linkshot')
      opening.onsuccess = () => {
        const reading = opening.result.transaction(table).objectStore(table).get(key)
        reading.onsuccess = () => {
          opening.result.close()
          resolve(reading.result)
        }
      }
    })
  const { text } = await get('snapshots', uid)
  const { body } = await get('texts', text)
  return new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip'))).text()
}
