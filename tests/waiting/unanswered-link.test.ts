import { afterAll, beforeAll, expect, it } from 'vitest'
import { addLink } from '../support/add-link.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { type Site, serve } from '../support/site.ts'
import { tabsOf } from '../support/tabs.ts'

let site: Site
let extension: Extension

beforeAll(async () => {
  site = await serve('.', { '/never': () => undefined })
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
})
afterAll(async () => {
  await extension.close()
  await site.close()
})

it('a typed link that never answers is left for later and leaves no tab', async () => {
  const linkId = await addLink(extension, `${site.origin}/never`)
  const left = await until(
    'the link to be left',
    async () =>
      (await extension.rows('jobs')).find(
        (job) => job['linkId'] === linkId && job['status'] === 'later',
      ),
    90_000,
  )
  expect(left).toMatchObject({ kind: 'link', reason: 'not-answering', failures: 1 })
  const open = (await tabsOf(extension)).map(({ url }) => url ?? '')
  expect(open.filter((url) => url.startsWith('http'))).toEqual([])
})
