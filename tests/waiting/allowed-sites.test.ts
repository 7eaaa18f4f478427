import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer, type Site, serve } from '../support/site.ts'

let folder: string
let allowed: Site
let other: Site
let extension: Extension

/** What ships, with one site allowed: nobody can answer the prompt in a headless browser. */
async function buildFor(pattern: string): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'linkshot-built-'))
  await cp('.output/chrome-mv3-production', made, { recursive: true })
  const file = join(made, 'manifest.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...manifest, host_permissions: [pattern] }))
  return made
}

beforeAll(async () => {
  const page = answer('text/html', '<!doctype html><title>page</title><p>page')
  other = await serve('/nowhere', { '/page': page }, 'localhost')
  allowed = await serve('/nowhere', {
    '/page': page,
    '/led-away': (_request, response) =>
      void response.writeHead(302, { location: `${other.origin}/page` }).end(),
  })
  folder = await buildFor('http://127.0.0.1/*')
  extension = await launchExtension({ folder })
  await closeWelcome(extension)
  await extension.send('set-setting', { key: 'hostPause', value: 0 })
})
afterAll(async () => {
  await extension.close()
  await allowed.close()
  await other.close()
  await rm(folder, { recursive: true, force: true })
})

it('pages of an allowed site are kept, those of others wait, whoever leads elsewhere is told so', async () => {
  const urls = [`${allowed.origin}/page`, `${other.origin}/page`, `${allowed.origin}/led-away`]
  await extension.send('add-links', { urls, tags: [], capture: true })
  const states = async () => {
    const jobs = await extension.rows('jobs')
    const links = await extension.rows('links')
    return urls.map((url) => {
      const link = links.find((each) => each['url'] === url)
      const job = jobs.find((each) => each['kind'] === 'link' && each['linkId'] === link?.['id'])
      if (!job) return link?.['versions'] === 1 ? 'kept' : 'nothing'
      return job['status'] === 'failed' ? job['reason'] : job['status']
    })
  }
  const ended = ['kept', 'needs-permission', 'no-permission']
  await until('all to end', async () => String(await states()) === String(ended), 60_000)
  expect(await states()).toEqual(ended)
})
