import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PageHarness, startHarness } from '../support/page-harness.ts'

let h: PageHarness
beforeAll(async () => {
  h = await startHarness()
  h.routes.set('/child', '<!doctype html><p>child')
})
afterAll(() => h.close())

test('reads child frames that have no script of their own, and names the others', async () => {
  h.routes.set(
    '/',
    `<!doctype html><div id=x></div><iframe src=/child width=50 height=40></iframe><iframe srcdoc="<p>in <iframe srcdoc=deep></iframe>" loading=lazy></iframe>
    <iframe sandbox srcdoc="<p>apart"></iframe><iframe src="${h.otherOrigin}/child"></iframe>
    <script>x.attachShadow({mode:'open'}).innerHTML='<iframe srcdoc=shadow></iframe>'</script>`,
  )
  const page = await h.open('/')
  await page.waitForNetworkIdle()
  const { documents } = await h.capture(page)
  expect(documents.map(({ key, text }) => [key, text])).toEqual([
    ['0', ''],
    ['0.s0', 'shadow'],
    ['0.1', 'in'],
    ['0.1.0', 'deep'],
  ])
  expect(documents[0]?.children).toMatchObject([
    { key: '0.s0', url: 'about:srcdoc' },
    { key: '0.0', url: `${h.origin}/child`, width: 50, height: 40 },
    { key: '0.1', url: 'about:srcdoc' },
    { key: '0.2' },
    { key: '0.3', url: `${h.otherOrigin}/child` },
  ])
  expect(documents[0]?.html).not.toMatch(/ (?:srcdoc|sandbox|loading)=/)
  await page.close()
})
