import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Snapshot, Verification } from '../../utils/model/snapshot.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer, type Site, serve } from '../support/site.ts'

type Verified = Snapshot & { verification: Verification }

const LINES = Array.from({ length: 80 }, (_, n) => `<p>line ${n} of the text`).join('')
const SECTIONS = Array.from({ length: 40 }, (_, n) => `<section><h2>${n}</h2>text</section>`).join(
  '',
)

/** Pages that an unlike replay would tell apart, or a careless comparison call unlike. */
const PAGES: Record<string, string> = {
  '/shadow': `<my-card>light</my-card><script>customElements.define('my-card', class extends HTMLElement {
    constructor() { super(); this.attachShadow({ mode: 'closed' }).innerHTML =
      '<style>div{padding:20px}</style><div><slot></slot><p>closed</p></div>' } })</script>`,
  '/rtl': `<html dir="rtl"><div style="width:3000px">مرحبا</div>${LINES}`,
  '/fixed': `<b style="position:fixed;top:9px;right:9px">fixed</b>${LINES}<script>scrollTo(0, 500)</script>`,
  '/moving': `<style>@keyframes s{to{transform:rotate(1turn)}}@keyframes in{from{translate:0 90px}}
    i{display:block;width:80px;height:30px;animation:s 1s linear infinite}p{animation:in .1s both}</style><i>x</i><p>in`,
  '/skipped': `<style>section{content-visibility:auto;contain-intrinsic-size:300px}</style>${SECTIONS}`,
  '/lines': `<style>div{border:1px solid;padding:.3em;font-size:13.3px}</style>${LINES.replaceAll('<p>', '<div>')}`,
  '/lazy': `${LINES.repeat(6)}<img loading="lazy" src="/picture.svg"><img data-src="/picture2.svg"><p>after`,
  '/form': `<form><input name="children"><input name="checkVisibility"><select><option>a</select>
    <textarea></textarea><details><summary>s</summary>hidden</details><button>b</button></form>`,
}

describe('a kept page is compared with what it was', () => {
  let sites: FixtureSites
  let extension: Extension
  let pages: Site

  beforeAll(async () => {
    sites = await serveFixtures()
    const routes = Object.entries(PAGES).map(([path, html]) => [
      path,
      answer('text/html', `<!doctype html><meta charset="utf-8">${html}`),
    ])
    pages = await serve('tests/fixtures/site', Object.fromEntries(routes))
    extension = await launchExtension({ mode: 'granted' })
    await closeWelcome(extension)
  })
  afterAll(async () => {
    await extension?.close()
    await Promise.all([sites?.main.close(), sites?.other.close(), pages?.close()])
  })

  it.each(['zh.html', 'en.html'])('and %s is whole', async (file) => {
    const row = await verified(extension, await keep(extension, `${sites.main.origin}/${file}`))
    expect(row.verification).toMatchObject({ differences: [], differing: 0 })
    expect(row.verification.boxes.total).toBeGreaterThan(20)
    expect(row.score).toBe(1)
  })

  it.each(Object.keys(PAGES))('and %s is whole', async (path) => {
    const row = await verified(extension, await keep(extension, pages.origin + path))
    expect(row.verification).toMatchObject({ differences: [], differing: 0 })
    expect(row.score).toBe(1)
  })

  it('with pixels of another size, as a zoomed tab has them', async () => {
    const row = await verified(extension, await keep(extension, `${pages.origin}/lines`, 1.25))
    expect(row.viewport.scale).toBe(1.25)
    expect(row.verification).toMatchObject({ differences: [], differing: 0 })
  })

  it('by another worker where the first was killed', async () => {
    const uid = await keep(extension, `${sites.main.origin}/en.html`)
    await until('the job', async () =>
      (await extension.rows('jobs')).find((job) => job['kind'] === 'verify'),
    )
    await renewWorker(extension)
    expect((await verified(extension, uid)).score).toBe(1)
    expect(await extension.rows('jobs')).toEqual([])
  })

  it.each([
    ['style', 'moved', 'zh.html'],
    ['image', 'image', 'zh.html'],
    ['font', 'font', 'en.html'],
  ] as const)('and one whose %s is lost has a lower score', async (kind, difference, file) => {
    const whole = await verified(extension, await keep(extension, `${sites.main.origin}/${file}`))
    // The worker that compared it ends its work a moment after the result is there, whatever is on the list by then.
    await renewWorker(extension)
    await damage(extension, whole, kind)
    await renewWorker(extension)
    const row = await until('the lower score', async () =>
      (await rowsOf(extension)).find(({ uid, score }) => uid === whole.uid && score !== null),
    )
    expect(row.score).toBeLessThan(1)
    const { resources, differences } = row.verification
    expect(resources.kept).toBeLessThan(resources.total)
    expect(differences.map((each) => each.kind)).toContain(difference)
  })

  it('and the viewer says what differs and where it stands', async () => {
    const row = (await rowsOf(extension)).find(({ score }) => score !== null && score < 1)
    const viewer = await extension.open(`viewer.html?snapshot=${row?.uid}`)
    await viewer.waitForSelector('[data-role=page][data-ready=true]')
    const shown = `${Math.floor((row?.score ?? 0) * 100)}%`
    expect(await viewer.$eval('[data-role=score] summary', (at) => at.textContent)).toBe(shown)
    await viewer.click('[data-role=score] summary')
    await viewer.waitForSelector('[data-role=score] [data-kind=moved]')
    await viewer.click('[data-role=score] [data-action=mark]')
    // The mark is an animation of its own, in whichever frame the element stands.
    await viewer.waitForFunction(() => {
      const marks = (frame: HTMLIFrameElement): number => {
        const doc = frame.contentDocument
        const inner = [...(doc?.querySelectorAll('iframe') ?? [])].map(marks)
        const own = doc?.getAnimations() ?? []
        const outlined = own.filter(({ effect }) => {
          const frames = (effect as KeyframeEffect | null)?.getKeyframes() ?? []
          return frames.some((each) => 'outlineOffset' in each)
        })
        return inner.reduce((sum, each) => sum + each, outlined.length)
      }
      const page = document.querySelector<HTMLIFrameElement>('[data-role=page]')
      return page && marks(page) === 1
    })
    await viewer.close()
  })
})

async function keep(extension: Extension, url: string, zoom = 1): Promise<string> {
  const page: Page = await extension.browser.newPage()
  await page.goto(url, { waitUntil: 'networkidle0' })
  const helper = await extension.helper()
  const tabId = await helper.evaluate(
    async (address, factor) => {
      const tab = (await chrome.tabs.query({})).find(({ url: at }) => at === address)
      await chrome.tabs.setZoom(tab?.id ?? 0, factor)
      return tab?.id
    },
    page.url(),
    zoom,
  )
  await page.waitForFunction((factor) => devicePixelRatio === factor, {}, zoom)
  await page.bringToFront()
  const { value } = await extension.send('keep-tab', { tabId, trigger: 'popup' })
  await page.close()
  return (value as { snapshot: string }).snapshot
}

/** Whatever is sent after the old one ended wakes a new one. */
async function renewWorker(extension: Extension): Promise<void> {
  await extension.killWorker()
  await extension.send('permissions-changed', {})
}

const rowsOf = async (extension: Extension): Promise<Verified[]> =>
  (await extension.rows('snapshots')) as unknown as Verified[]

const verified = (extension: Extension, uid: string): Promise<Verified> =>
  until(`the score of ${uid}`, async () =>
    (await rowsOf(extension)).find((row) => row.uid === uid && row.verification),
  )

/** Takes the bodies of one kind away and asks for another comparison. */
async function damage(extension: Extension, row: Verified, kind: string): Promise<void> {
  const hashes = row.resources.filter((each) => each.kind === kind).map(({ hash }) => hash)
  expect(hashes.length).toBeGreaterThan(0)
  const { verification: _, ...rest } = row
  const id = `verify-${row.uid}`
  const times = { startedAt: 1, updatedAt: 1, attempts: 0 }
  const job = { id, kind: 'verify', snapshot: row.uid, linkId: row.linkId, tabId: -1, ...times }
  const helper = await extension.helper()
  await helper.evaluate(rewrite, { hashes, job, row: { ...rest, score: null } })
}

/** Runs in a page of ours. */
function rewrite({ hashes, job, row }: { hashes: string[]; job: object; row: object }) {
  return new Promise<void>((resolve) => {
    const opening = indexedDB.open('linkshot')
    opening.onsuccess = () => {
      const db = opening.result
      const writing = db.transaction(['blobs', 'jobs', 'snapshots'], 'readwrite')
      for (const hash of hashes) writing.objectStore('blobs').delete(hash)
      writing.objectStore('jobs').put(job)
      writing.objectStore('snapshots').put(row)
      writing.oncomplete = () => {
        db.close()
        resolve()
      }
    }
  })
}

declare const chrome: {
  tabs: {
    query(filter: object): Promise<{ id: number; url?: string }[]>
    setZoom(tabId: number, factor: number): Promise<void>
  }
}
