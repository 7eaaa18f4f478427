import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Extension, launchExtension } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { type HostileRow, keepHostile } from '../support/keep-hostile.ts'
import { answer, type Route, type Site, serve } from '../support/site.ts'

const html = (body: string) =>
  answer('text/html; charset=utf-8', `<!doctype html><title>never</title><body>${body}`)

const never: Route = () => undefined
const endless: Route = (_request, response) => {
  response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' })
  const more = () => {
    if (!response.destroyed) response.write(Buffer.alloc(1 << 20, 7), () => setTimeout(more, 2))
  }
  more()
}

const MANY = Array.from({ length: 200 }, (_, n) => `<img src="/never.png?${n}" width="10">`)

let site: Site
let extension: Extension

beforeAll(async () => {
  site = await serve('.', {
    '/endless': html(
      '<p>endless</p><img src="/endless.png" width="10"><img src="/never.png" width="10">',
    ),
    '/never-many': html(`<p>never many</p>${MANY.join('')}`),
    '/endless.png': endless,
    '/never.png': never,
  })
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
})
afterAll(async () => {
  await extension.close()
  await site.close()
})

const keep = (path: string): Promise<HostileRow> => keepHostile(extension, site.origin + path)

it('gives up a stream without end and an answer that never comes, and says so', async () => {
  const { missing } = await keep('/endless')
  const reasons = new Map(missing.map(({ url, reason }) => [new URL(url).pathname, reason]))
  expect(reasons.get('/endless.png')).toMatch(/^(?:too-large|timeout)$/)
  expect(reasons.get('/never.png')).toBe('timeout')
})

it('does not wait for each of 200 pictures that never come', async () => {
  const { missing } = await keep('/never-many')
  expect(missing).toHaveLength(200)
  expect(new Set(missing.map(({ reason }) => reason))).toEqual(new Set(['timeout']))
})
