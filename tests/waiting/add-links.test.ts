import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer, type Route, type Site, serve } from '../support/site.ts'
import { tabsOf } from '../support/tabs.ts'

interface JobRow {
  id: string
  kind: string
  status?: string
  reason?: string
  kept?: number
}
interface Line {
  linkId: number
  already?: boolean
  capture?: string
  reason?: string
}
interface Added {
  actId: string
  lines: Line[]
}

const page: Route = (request, response) =>
  answer('text/html', `<!doctype html><title>${request.url}</title><p>text`)(request, response)
/** Sends the beginning of a page and leaves it at that. */
const endless: Route = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).write('<!doctype html><p>and so')
}
let broken = true
const mended: Route = (request, response) => {
  if (broken) request.socket.destroy()
  else page(request, response)
}

let site: Site
let extension: Extension

const at = (path: string) => `${site.origin}${path}`
const paths = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => at(`/${name}/${index}`))
/** Without those that were dropped and could be put back. */
const jobs = async () =>
  ((await extension.rows('jobs')) as unknown as JobRow[]).filter(({ kind }) => kind !== 'dropped')
const links = () => extension.rows('links')
const versions = async () => (await links()).map((link) => link['versions'])
const add = async (urls: string[], tags: string[] = [], capture = true) => {
  const reply = await extension.send('add-links', { urls, tags, capture })
  expect(reply).toMatchObject({ ok: true })
  return reply.value as Added
}
const undo = (actId: string) => extension.send('undo', { actId })
const shown = async (path: string) => (await tabsOf(extension)).some(({ url }) => url === at(path))
/** A job that a killed worker left is found by an alarm within a minute at the latest. */
const allKept = () =>
  until(
    'the last page to be kept',
    async () => (await jobs()).every(({ kind }) => kind === 'batch'),
    100_000,
  )

async function launch(mode: 'granted' | 'production'): Promise<void> {
  const pages = Object.fromEntries(
    ['one', 'two', 'kill'].flatMap((name) =>
      Array.from({ length: 8 }, (_, index) => [`/${name}/${index}`, page]),
    ),
  )
  site = await serve('/nowhere', { ...pages, '/endless': endless, '/mended': mended })
  extension = await launchExtension({ mode })
  await closeWelcome(extension)
  // One host and one second between any two pages of it would be most of the time.
  await extension.send('set-setting', { key: 'hostPause', value: 0 })
  await extension.send('set-setting', { key: 'retryPause', value: 0.1 })
}

async function close(): Promise<void> {
  await extension.close()
  await site.close()
}

/** Leaves nothing behind for the next test. */
async function clear(): Promise<void> {
  const linkIds = (await links()).map((link) => link['id'])
  await extension.send('delete-links', { linkIds })
  expect((await jobs()).filter(({ kind }) => kind === 'link')).toEqual([])
}

describe('adding many links where all sites are allowed', () => {
  beforeAll(() => launch('granted'))
  afterAll(close)
  afterEach(clear)

  it('answers each line in its place and keeps the pages', async () => {
    await add([at('/one/0')])
    await allKept()
    const urls = [at('/one/0'), 'two words', at('/one/1'), at('/one/1#part'), 'ftp://x.example/']
    const { lines } = await add(urls, ['读'])
    expect(lines).toMatchObject([
      { already: true, capture: 'none' },
      { reason: 'bad-address' },
      { already: false, capture: 'queued' },
      { already: true, capture: 'queued' },
      { reason: 'unsupported-scheme' },
    ])
    await allKept()
    expect(await versions()).toEqual([1, 1])
    expect(new Set((await links()).map((link) => String(link['tags']))).size).toBe(1)
    expect((await tabsOf(extension)).some(({ url }) => url?.startsWith(site.origin))).toBe(false)
  })

  it('is one act: undo takes links and pages back', async () => {
    const { actId } = await add(paths('two', 4))
    await allKept()
    const [batch] = (await jobs()).filter(({ id }) => id === actId)
    expect(batch).toMatchObject({ kind: 'batch', kept: 4 })
    expect(await undo(actId)).toMatchObject({ ok: true })
    expect(await links()).toEqual([])
    expect(await extension.rows('snapshots')).toEqual([])
    expect((await jobs()).filter(({ id }) => id === actId)).toEqual([])
  })

  it('can be undone while pages are being opened: their tabs close', async () => {
    const { actId } = await add([at('/endless'), ...paths('one', 5)])
    await until('the tab', () => shown('/endless'))
    expect(await undo(actId)).toMatchObject({ ok: true })
    await until('the tab to close', async () => !(await shown('/endless')))
    expect(await links()).toEqual([])
    await until('all tabs to close', async () => (await tabsOf(extension)).length <= 2)
    expect(await extension.rows('snapshots')).toEqual([])
  })

  it('a page being opened is left when its job is dismissed', async () => {
    const { lines } = await add([at('/endless')])
    await until('the tab', () => shown('/endless'))
    await extension.send('dismiss-link-jobs', { linkIds: [lines[0]?.linkId] })
    expect(await jobs()).toEqual([])
    await until('the tab to close', async () => !(await shown('/endless')))
    expect(await versions()).toEqual([0])
    await add(paths('one', 1))
    await allKept()
    expect(await versions()).toEqual([0, 1])
  })

  it('does not come back from the trash when its turn would come', async () => {
    const { lines } = await add([at('/endless'), ...paths('one', 1)])
    await until('the tab', () => shown('/endless'))
    await extension.send('trash-links', { linkIds: lines.map(({ linkId }) => linkId) })
    await until('the tab to close', async () => !(await shown('/endless')))
    expect((await links()).map((link) => link['state'])).toEqual(['trash', 'trash'])
    expect((await jobs()).filter(({ kind }) => kind === 'link')).toEqual([])
  })

  it('says why a page was not kept and tries again when asked', async () => {
    broken = true
    const { actId, lines } = await add([at('/mended'), at('/one/2')])
    const failed = await until('the failure', async () =>
      (await jobs()).find(({ status }) => status === 'failed'),
    )
    expect(failed).toMatchObject({ reason: 'not-answering' })
    broken = false
    await extension.send('keep-again', { linkIds: [lines[0]?.linkId] })
    await allKept()
    expect(await versions()).toEqual([1, 1])
    expect((await jobs()).find(({ id }) => id === actId)).toMatchObject({ kept: 2 })
  })

  it('keeps links again as a batch, each another version', async () => {
    const { lines } = await add(paths('two', 3))
    await allKept()
    const linkIds = lines.map(({ linkId }) => linkId)
    const reply = await extension.send('keep-again', { linkIds: [...linkIds, 12345] })
    expect(reply).toMatchObject({ ok: true, value: { capture: 'queued' } })
    await allKept()
    expect(await versions()).toEqual([2, 2, 2])
  })

  it('goes on after the worker was killed', async () => {
    const { actId } = await add(paths('kill', 8))
    await until('the first page', async () => (await versions()).includes(1))
    await extension.killWorker()
    await extension.send('permissions-changed', {})
    await allKept()
    expect(await versions()).toEqual(Array.from({ length: 8 }, () => 1))
    expect((await jobs()).find(({ id }) => id === actId)).toMatchObject({ kept: 8 })
  })
})

describe('adding many links where sites are not allowed', () => {
  beforeAll(() => launch('production'))
  afterAll(close)
  afterEach(clear)

  it('takes a thousand lines at once, whose pages wait for the permission', async () => {
    const urls = Array.from({ length: 1000 }, (_, index) => `example.com/${index}`)
    const { actId, lines } = await add(urls, ['many'])
    expect(lines).toHaveLength(1000)
    expect(lines.every(({ capture }) => capture === 'needs-permission')).toBe(true)
    const waiting = (await jobs()).filter(({ status }) => status === 'needs-permission')
    expect(waiting).toHaveLength(1000)
    const ids = (await links()).map((link) => link['id'])
    expect(lines.map(({ linkId }) => linkId)).toEqual(ids)
    expect(await undo(actId)).toMatchObject({ ok: true })
    expect([await links(), await jobs()]).toEqual([[], []])
  })

  it('keeps waiting links when their jobs are dismissed', async () => {
    const { lines } = await add(['example.com/a', 'example.com/b'])
    const linkIds = lines.map(({ linkId }) => linkId)
    await extension.send('dismiss-link-jobs', { linkIds })
    expect((await jobs()).filter(({ kind }) => kind === 'link')).toEqual([])
    expect(await links()).toHaveLength(2)
    const reply = await extension.send('keep-again', { linkIds })
    expect(reply).toMatchObject({ value: { capture: 'needs-permission' } })
  })

  it('adds nothing of a list without a single address', async () => {
    const { actId, lines } = await add(['', 'two words'])
    expect(actId).toBe('')
    expect(lines).toMatchObject([{ reason: 'bad-address' }, { reason: 'bad-address' }])
  })

  it('refuses a tag without a name before anything is added', async () => {
    const data = { urls: ['example.com'], tags: [' '], capture: false }
    const reply = await extension.send('add-links', data)
    expect(reply).toMatchObject({ ok: false, reason: 'bad-name' })
    expect(await links()).toEqual([])
  })
})
