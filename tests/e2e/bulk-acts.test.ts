import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { waitForText } from '../support/keep.ts'
import { type LibraryPage, type LinkRow, openLibrary, ROW } from '../support/library-page.ts'

let library: LibraryPage
let ids: number[]

beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.extension.close())

beforeEach(async () => {
  await library.show('#/all', 20)
  ids = (await library.drawn()).slice(0, 3)
})

const pick = (id: number | undefined) => `[data-link-id="${id}"] [data-role=pick]`
const selected = (count: number) => waitForText(library.page, '.bulk-count', `${count} selected`)
const states = async () => Promise.all(ids.map(library.link))
const are = (what: string, test: (link: LinkRow) => boolean) =>
  until(what, async () => (await states()).every(test))

/** From the first to the third, with Shift. */
async function selectByMouse(): Promise<void> {
  await library.page.hover(`[data-link-id="${ids[0]}"]`)
  await library.page.click(pick(ids[0]))
  await library.page.keyboard.down('Shift')
  await library.page.click(pick(ids[2]))
  await library.page.keyboard.up('Shift')
  await selected(3)
}

async function selectByKeys(): Promise<void> {
  await library.press('j', 'x', 'Shift+ArrowDown', 'Shift+ArrowDown')
  await selected(3)
}

/** What an act makes of all three. */
const ACTS: [act: string, key: string, done: (link: LinkRow) => boolean][] = [
  ['inbox', 'i', ({ state }) => state === 'inbox'],
  ['read', 'r', ({ state }) => state === 'read'],
  ['archive', 'a', ({ state }) => state === 'archived'],
  ['star', 's', ({ starred }) => starred === 1],
  ['remove', '#', ({ state }) => state === 'trash'],
]

describe.each([
  ['the mouse and Shift', selectByMouse],
  ['keys', selectByKeys],
])('links selected by %s', (way, select) => {
  it.each(ACTS)('are changed by %s at once, and are as before after one undo', async (...args) => {
    const [act, key, done] = args
    // Not so already, or there would be nothing to see.
    await library.extension.send('edit-links', {
      linkIds: ids,
      patch: { state: act === 'inbox' ? 'read' : 'inbox', starred: 0 },
    })
    await are('the beginning', (link) => !done(link))
    const before = await states()
    await select()
    if (way === 'keys') await library.press(key)
    else await library.page.click(`[data-action=bulk-${act}]`)
    await are(act, done)
    await library.page.waitForSelector('[data-role=toast]')
    await library.press('Control+z')
    await until('all as before', async () => {
      const now = await states()
      const plain = (links: LinkRow[]) => links.map(({ state, starred }) => [state, starred])
      return JSON.stringify(plain(now)) === JSON.stringify(plain(before))
    })
  })

  it('get and lose a tag at once, with one undo', async () => {
    const before = (await states()).map(({ tags }) => tags)
    await select()
    if (way === 'keys') await library.press('e')
    else await library.page.click('[data-action=bulk-tags]')
    await library.page.waitForSelector('[data-role=bulk-tags] [data-role=tag-input]:focus')
    await library.page.keyboard.type('zusammen')
    await library.press('Enter')
    await until('the tag', async () =>
      (await states()).every(({ tags }, at) => tags.length === (before[at]?.length ?? 0) + 1),
    )
    await library.press('Escape')
    await library.press('Control+z')
    await until('no tag', async () => {
      const now = (await states()).map(({ tags }) => tags)
      return JSON.stringify(now) === JSON.stringify(before)
    })
  })

  it('are asked to be kept again', async () => {
    await select()
    if (way === 'keys') await library.press('v')
    else await library.page.click('[data-action=bulk-keepAgain]')
    await waitForText(library.page, '[data-role=toast]', '3 ')
    await until('their jobs', async () => (await library.extension.rows('jobs')).length >= 3)
  })
})

describe('the selection', () => {
  it('is all with Ctrl A, and none with Escape', async () => {
    await library.press('Control+a')
    await selected((await library.links()).filter(({ state }) => state !== 'trash').length)
    await library.press('Escape')
    await library.page.waitForSelector('[data-role=bulk]', { hidden: true })
    expect(await library.page.$$(`${ROW}[data-selected=true]`)).toEqual([])
  })
})
