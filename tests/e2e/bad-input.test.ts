import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addLink } from '../support/add-link.ts'
import { EXTENSION_ID, type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { HUGE_PAGE } from '../support/huge-page.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer, type Route } from '../support/site.ts'
import { tabIdOf, tabsOf } from '../support/tabs.ts'

const html = (body: string, title = 'page') =>
  answer('text/html; charset=utf-8', `<!doctype html><title>${title}</title>${body}`)

const LONG_TITLE = '长标题'.repeat(100)

const slow: Route = (_request, response) => {
  setTimeout(() => response.writeHead(200, { 'content-type': 'image/png' }).end('late'), 4000)
}

const ROUTES: Record<string, Route> = {
  '/moved': (_request, response) => response.writeHead(302, { location: '/en.html' }).end(),
  '/file.zip': answer('application/zip', 'PK', { 'content-disposition': 'attachment' }),
  '/account/login': html(
    '<form><input name="user"><input type="password" name="pw"></form>',
    '登录',
  ),
  '/gone': (_request, response) =>
    response.writeHead(404, { 'content-type': 'text/html' }).end('<title>Gone</title>nothing'),
  '/long': html('<p>x</p>', LONG_TITLE),
  '/huge': html(HUGE_PAGE, 'a million text nodes'),
  '/late': html('<p>page</p><img src="/late.png">', 'late'),
  '/late.png': slow,
  '/picture': html('<img src="/big.bin">', 'big picture'),
  '/heavy': html(`<p>${randomBytes(3_000_000).toString('base64')}</p>`, 'three megabytes of noise'),
  '/big.bin': answer('image/png', Buffer.alloc(3_000_000, 7)),
}

interface LinkRow {
  id: number
  url: string
  title: string
  versions: number
  state: string
}
interface SnapshotRow {
  uid: string
  linkId: number
  url: string
  status: string
  textLength: number
  notices: { kind: string; detail: string }[]
  missing: { url: string; reason: string }[]
}
interface JobRow {
  kind: string
  linkId: number
  status?: string
  reason?: string
}

let sites: FixtureSites
let extension: Extension
const linkRows = async () => (await extension.rows('links')) as unknown as LinkRow[]
const snapshotRows = async () => (await extension.rows('snapshots')) as unknown as SnapshotRow[]
const jobRows = async () => (await extension.rows('jobs')) as unknown as JobRow[]
const at = (path: string) => `${sites.main.origin}${path}`

beforeAll(async () => {
  sites = await serveFixtures(ROUTES)
})
afterAll(() => sites.close())

describe('a typed link', () => {
  beforeAll(async () => {
    extension = await launchExtension({ mode: 'granted' })
    await closeWelcome(extension)
    await extension.send('set-setting', { key: 'retryPause', value: 0.1 })
  })
  afterAll(() => extension.close())

  const add = (url: string) => addLink(extension, url)
  const outcome = (linkId: number) =>
    until(
      `link ${linkId} to be kept or to fail`,
      async () => {
        const job = (await jobRows()).find((each) => each.linkId === linkId)
        if (job?.kind === 'link' && job.status === 'failed') return { failed: job.reason }
        if (job) return undefined
        return { kept: (await snapshotRows()).find((each) => each.linkId === linkId) }
      },
      90_000,
    )

  it.each(['hello', 'not an address', '', 'https://'])(
    '"%s" is refused as no address',
    async (url) => {
      const reply = await extension.send('add-links', { urls: [url], tags: [], capture: true })
      expect(reply).toMatchObject({ ok: true, value: { lines: [{ reason: 'bad-address' }] } })
      expect(await linkRows()).toEqual([])
    },
  )

  it('of rubbish is explained where it was typed', async () => {
    const library = await extension.open('library.html')
    await library.click('[data-action=add-links]')
    await library.type('[data-role=add-field]', 'hello there')
    await library.keyboard.press('Enter')
    await library.waitForSelector('[data-role=error]')
    await library.close()
  })

  it('that does not answer fails with that reason and stays in the library', async () => {
    const linkId = await add('http://127.0.0.1:9/')
    expect(await outcome(linkId)).toEqual({ failed: 'not-answering' })
    expect((await linkRows()).find(({ id }) => id === linkId)).toMatchObject({ versions: 0 })
    const library = await extension.open(`library.html#/all?link=${linkId}`)
    await library.waitForSelector('.detail [data-role=error][data-reason=not-answering]')
    await library.waitForSelector('.detail [data-action=retry]')
    await library.close()
  })

  it('that leads on is kept where it led, with a note', async () => {
    const { kept } = (await outcome(await add(at('/moved')))) as { kept: SnapshotRow }
    expect(kept.url).toBe(at('/en.html'))
    expect(kept.notices).toEqual([{ kind: 'redirected', detail: at('/en.html') }])
    expect((await linkRows()).find(({ id }) => id === kept.linkId)?.url).toBe(at('/moved'))
  })

  it('to a download fails with that reason', async () => {
    expect(await outcome(await add(at('/file.zip')))).toEqual({ failed: 'is-download' })
  })

  it('to a sign-in page is kept and flagged', async () => {
    const { kept } = (await outcome(await add(at('/account/login')))) as { kept: SnapshotRow }
    expect(kept.notices).toEqual([{ kind: 'login-page', detail: '' }])
  })

  it('to an error of the site is kept and flagged', async () => {
    const { kept } = (await outcome(await add(at('/gone')))) as { kept: SnapshotRow }
    expect(kept.notices).toEqual([{ kind: 'http-status', detail: '404' }])
  })

  it('with a title of 300 characters is kept with all of it', async () => {
    const { kept } = (await outcome(await add(at('/long')))) as { kept: SnapshotRow }
    expect((await linkRows()).find(({ id }) => id === kept.linkId)?.title).toBe(LONG_TITLE)
  })

  it('leaves no tab behind', async () => {
    const open = (await tabsOf(extension)).map(({ url }) => url ?? '')
    expect(open.filter((url) => url.startsWith('http'))).toEqual([])
  })
})

describe('a page being kept', () => {
  beforeAll(async () => {
    extension = await launchExtension({ mode: 'granted' })
    await closeWelcome(extension)
  })
  afterAll(() => extension.close())

  const openTab = async (path: string) => {
    const page = await extension.browser.newPage()
    await page.goto(at(path))
    return { page, tabId: await tabIdOf(extension, page) }
  }

  it('whose tab is closed in the middle says so and stores nothing', async () => {
    const { page, tabId } = await openTab('/huge')
    const reply = extension.send('keep-tab', { tabId, trigger: 'popup' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await page.close()
    expect(await reply).toMatchObject({ ok: false, reason: 'tab-closed' })
    expect([await linkRows(), await snapshotRows(), await jobRows()]).toEqual([[], [], []])
  })

  it('with a million text nodes is kept whole', async () => {
    const { page, tabId } = await openTab('/huge')
    const reply = await extension.send('keep-tab', { tabId, trigger: 'popup' })
    expect(reply).toMatchObject({ ok: true })
    const [kept] = await until('it to be complete', async () => {
      const rows = await snapshotRows()
      return rows[0]?.status === 'complete' && rows
    })
    expect(kept?.textLength).toBeGreaterThan(3_000_000)
    await page.close()
  })

  it('gets its parts although the worker dies while they are fetched', async () => {
    const { page, tabId } = await openTab('/late')
    const reply = await extension.send('keep-tab', { tabId, trigger: 'popup' })
    expect(reply).toMatchObject({ ok: true })
    await extension.killWorker()
    const kept = await until('the snapshot to be complete', async () =>
      (await snapshotRows()).find(
        ({ url, status }) => url === at('/late') && status === 'complete',
      ),
    )
    expect(kept.missing).toEqual([])
    await page.close()
  })
})

describe('a full disk', () => {
  let folder: string

  /** The shipped extension has all the disk; only one without `unlimitedStorage` can be given less. */
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linkshot-quota-'))
    await cp('.output/chrome-mv3-granted', folder, { recursive: true })
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
    manifest.permissions = manifest.permissions.filter(
      (name: string) => name !== 'unlimitedStorage',
    )
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
    extension = await launchExtension({ folder })
    await closeWelcome(extension)
  })
  afterAll(async () => {
    await extension.close()
    await rm(folder, { recursive: true, force: true })
  })

  const limit = async (quotaSize: number) => {
    const session = await (await extension.helper()).createCDPSession()
    const origin = `chrome-extension://${EXTENSION_ID}`
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize })
  }
  const keep = async (path: string) => {
    const page = await extension.browser.newPage()
    await page.goto(at(path))
    const tabId = await tabIdOf(extension, page)
    const reply = await extension.send('keep-tab', { tabId, trigger: 'popup' })
    return { page, reply }
  }

  it('leaves a readable snapshot that lists what found no room', async () => {
    await limit(2_000_000)
    const { page, reply } = await keep('/picture')
    expect(reply).toMatchObject({ ok: true })
    const kept = await until('the snapshot to be complete', async () =>
      (await snapshotRows()).find(({ status }) => status === 'complete'),
    )
    expect(kept.missing).toMatchObject([{ url: at('/big.bin'), reason: 'disk-full' }])
    await page.close()
  })

  it('is told plainly, stores nothing half and loses nothing', async () => {
    // The first page's score may still be on its way.
    const all = async () => [await linkRows(), (await snapshotRows()).map(({ uid }) => uid)]
    const before = await all()
    const { page, reply } = await keep('/heavy')
    expect(reply).toMatchObject({ ok: false, reason: 'disk-full' })
    expect(await all()).toEqual(before)
    await page.close()
  })
})
