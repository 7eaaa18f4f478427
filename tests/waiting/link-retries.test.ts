import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { addLink } from '../support/add-link.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer, type Route, type Site, serve } from '../support/site.ts'
import { tabsOf } from '../support/tabs.ts'

interface JobRow {
  id: string
  kind: string
  status: string
  reason: string
  detail: string
  failures?: number
}

/** Answers that say something went wrong, and the page once they are used up. */
function atFirst(...answers: [status: number, headers?: Record<string, string>][]): Route {
  const left = [...answers]
  return (_request, response) => {
    const [status, headers = {}] = left.shift() ?? [200]
    response.writeHead(status, { 'content-type': 'text/html', ...headers })
    response.end(`<!doctype html><title>${status}</title><p>status ${status}`)
  }
}
const always =
  (status: number, headers: Record<string, string> = {}, body = ''): Route =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)

const file = answer('application/octet-stream', 'bytes', { 'content-disposition': 'attachment' })

/** When the page that is always fine was asked for. */
const fineAt: number[] = []
const fine = answer('text/html', '<!doctype html><title>fine</title><p>fine')

/** A file for those who have signed in: the tab, but not whoever asks without its cookies. */
const forMembers =
  (refusal: Route): Route =>
  (request, response) => {
    const isTab = request.headers['sec-fetch-mode'] === 'navigate'
    return (isTab ? file : refusal)(request, response)
  }

const ROUTES: Record<string, Route> = {
  // The second one is for whoever asks when to come back.
  '/busy': atFirst([429, { 'retry-after': '3' }], [429, { 'retry-after': '3' }]),
  '/broken-once': atFirst([500]),
  '/broken': always(500, {}, '<title>broken</title><p>broken for good'),
  '/gone': always(410, {}, '<title>gone</title><p>gone for good'),
  '/empty': always(404),
  '/nothing': (_request, response) => void response.writeHead(204).end(),
  '/unlisted': answer('binary/octet-stream', 'bytes'),
  '/secret': always(401, { 'www-authenticate': 'Basic realm="x"' }),
  '/file': file,
  '/members/led-away': forMembers(always(302, { location: '/login' })),
  '/members/401': forMembers(always(401)),
  '/members/403': forMembers(always(403)),
  '/login': answer('text/html', '<!doctype html><title>login</title><p>login'),
  '/dead': (request) => void request.socket.destroy(),
  '/always-busy': always(429, {}, '<title>busy</title><p>busy to the last'),
  '/fine': (request, response) => {
    fineAt.push(Date.now())
    fine(request, response)
  },
}

let site: Site
let extension: Extension

beforeAll(async () => {
  site = await serve('/nowhere', ROUTES)
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
  await extension.send('set-setting', { key: 'retryPause', value: 0.1 })
  await extension.send('set-setting', { key: 'hostPause', value: 0 })
})
afterAll(async () => {
  await extension.close()
  await site.close()
})
afterEach(async () => {
  const linkIds = (await extension.rows('links')).map((link) => link['id'])
  await extension.send('delete-links', { linkIds })
})

const jobs = async () =>
  ((await extension.rows('jobs')) as unknown as JobRow[]).filter(({ kind }) => kind === 'link')
const asked = (path: string) => site.requests.filter((each) => each === path).length
async function keep(path: string): Promise<void> {
  await addLink(extension, `${site.origin}${path}`)
}
/** The notices of the only snapshot, once there is one and nothing left to do. */
const kept = () =>
  until('the page to be kept', async () => {
    const [snapshot] = await extension.rows('snapshots')
    const done = snapshot?.['deleted'] === 0 && (await jobs()).length === 0
    return done && (snapshot['notices'] as { kind: string; detail: string }[])
  })
const failed = () =>
  until('the link to fail', async () => (await jobs()).find(({ status }) => status === 'failed'))

it('a busy site is asked again when it said', async () => {
  const startedAt = Date.now()
  await keep('/busy')
  const later = await until('the wait', async () =>
    (await jobs()).find(({ status }) => status === 'later'),
  )
  expect(later).toMatchObject({ reason: 'site-busy', detail: '429', failures: 1 })
  expect(await kept()).toEqual([])
  expect(Date.now() - startedAt).toBeGreaterThan(2900)
})

it('a site with a passing trouble is asked again, and its trouble is not kept', async () => {
  await keep('/broken-once')
  expect(await kept()).toEqual([])
  expect(asked('/broken-once')).toBe(2)
})

it('what a site says of a trouble that lasts is kept in the end, and flagged', async () => {
  await keep('/broken')
  expect(await kept()).toMatchObject([{ kind: 'http-status', detail: '500' }])
  expect(asked('/broken')).toBe(4)
})

it('a page that is gone is kept as it is, at once', async () => {
  await keep('/gone')
  expect(await kept()).toMatchObject([{ kind: 'http-status', detail: '410' }])
  expect(asked('/gone')).toBe(1)
})

it.each([
  ['/empty', 'no-page'],
  ['/nothing', 'no-page'],
  ['/unlisted', 'is-download'],
  ['/secret', 'asks-password'],
  ['/file', 'is-download'],
  ['/members/led-away', 'needs-sign-in'],
  ['/members/401', 'needs-sign-in'],
  ['/members/403', 'needs-sign-in'],
])('%s is not tried again: %s', async (path, reason) => {
  await keep(path)
  expect(await failed()).toMatchObject({ reason })
  expect((await jobs())[0]).not.toHaveProperty('failures')
  expect((await tabsOf(extension)).some(({ url }) => url?.startsWith(site.origin))).toBe(false)
})

it('a site that does not answer is tried twice again', async () => {
  await keep('/dead')
  expect(await failed()).toMatchObject({ reason: 'not-answering', failures: 2 })
})

it('links are not opened while the queue is paused, cancelled with undo, and kept once it goes on', async () => {
  await extension.send('set-setting', { key: 'linksPaused', value: true })
  await keep('/fine')
  const before = asked('/fine')
  const [link] = await extension.rows('links')
  const { value } = await extension.send('dismiss-link-jobs', { linkIds: [link?.['id']] })
  expect(await jobs()).toEqual([])
  await extension.send('undo', value)
  expect(await jobs()).toMatchObject([{ status: 'waiting' }])
  expect(asked('/fine')).toBe(before)
  await extension.send('set-setting', { key: 'linksPaused', value: false })
  expect(await kept()).toEqual([])
})

it('other pages of a site that was busy to the last are not asked for at once', async () => {
  await keep('/always-busy')
  expect(await kept()).toMatchObject([{ kind: 'http-status', detail: '429' }])
  const held = (await extension.rows('jobs')).find(({ kind }) => kind === 'busy-site')
  expect(held).toMatchObject({ host: new URL(site.origin).host })
  const before = fineAt.length
  await keep('/fine')
  await until('the page to be asked for', async () => fineAt.length > before)
  expect(fineAt[before]).toBeGreaterThanOrEqual(Number(held?.['until']))
})
