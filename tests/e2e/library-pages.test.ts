import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { waitForText } from '../support/keep.ts'
import { type LibraryPage, openLibrary } from '../support/library-page.ts'

let library: LibraryPage

beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.extension.close())

const GROUP = '[data-role=duplicate-group]'
const shows = (selector: string) => library.page.waitForSelector(selector)
const toast = (text: string) => waitForText(library.page, '[data-role=toast]', text)

/** Adds links without pages. */
async function add(urls: string[], titles = urls): Promise<void> {
  await library.extension.send('add-links', { urls, titles, tags: [], capture: false })
}

const go = (hash: string) =>
  library.page.evaluate((wanted) => {
    location.hash = wanted
  }, hash)

const groups = async () => (await library.page.$$(GROUP)).length
const groupsAre = (count: number) =>
  until(`${count} groups`, async () => (await groups()) === count)
const urls = async () =>
  ((await library.extension.rows('links')) as { url?: string }[]).map(({ url }) => url)

describe('the finder for duplicates', () => {
  const PAIR = ['https://example.com/a', 'https://www.example.com/a/']
  const OTHERS = ['https://example.com/b', 'https://m.example.com/b', 'https://example.org/c']

  beforeEach(async () => {
    await library.show('#/all', 0, 0)
    await library.extension.send('set-setting', { key: 'linksApart', value: [] })
    await add([...PAIR, ...OTHERS])
    await go('#/duplicates')
    await shows('[data-role=duplicates][data-done=true]')
    await groupsAre(2)
  })

  it('merges links into the one that is chosen, by keys alone, and takes it back', async () => {
    const before = await urls()
    await library.page.focus(`${GROUP} input[type=radio]:checked`)
    await library.press('ArrowDown', 'Tab')
    await shows(`${GROUP}:first-of-type .like-row:last-child[data-chosen=true]`)
    for (let n = 0; n < 9; n++) {
      const at = await library.page.evaluate(() => document.activeElement?.outerHTML ?? '')
      if (at.includes('data-action="merge"')) break
      await library.press('Tab')
    }
    await library.press('Enter')
    await toast('2 links merged into one')
    await groupsAre(1)
    expect((await urls()).length).toBe(before.length - 1)
    // The keys are at what comes next.
    await shows(`${GROUP} [data-action=merge]:focus`)
    await library.press('Control+z')
    await toast('Undone')
    await groupsAre(2)
    expect(await urls()).toEqual(before)
  })

  it('remembers what is not the same page, also when it looks again', async () => {
    await library.page.click(`${GROUP} [data-action=apart]`)
    await groupsAre(1)
    await library.page.click('[data-action=again]')
    await shows('[data-role=duplicates][data-done=true]')
    // Groups of the look before may be there still, and go at any moment.
    await until('the second look', () =>
      library.page.click(`${GROUP} [data-action=apart]`).then(
        () => true,
        () => false,
      ),
    )
    await shows('[data-role=empty]')
    await library.page.click('[data-role=toast] button')
    await groupsAre(1)
  })

  it('can be left and gone back to', async () => {
    await library.page.click('.side [href="#/activity"]')
    await shows('[data-page=activity] [data-role=act]')
    await library.page.goBack()
    await groupsAre(2)
    await library.page.click('.side [data-scope=all] a')
    await shows('[data-role=row]')
  })
})

describe('recent changes', () => {
  const line = (kind: string, obstacle = 'none') =>
    `[data-role=act][data-kind=${kind}][data-obstacle=${obstacle}]`

  beforeEach(async () => {
    await library.show('#/all', 0, 0)
    await add(['https://example.com/a', 'https://example.com/b'], ['Trees', 'Birds'])
  })

  it('are undone one by one, in any order, also after a restart of the page', async () => {
    const [first] = await library.links()
    const linkIds = [first?.id ?? 0]
    await library.extension.send('edit-links', { linkIds, patch: { starred: 1 } })
    await library.extension.send('trash-links', { linkIds })
    await go('#/activity')
    await shows(line('edit-link'))
    await library.page.reload()
    await shows(line('trash'))
    await library.page.click(`${line('edit-link')} [data-action=undo-act]`)
    await shows(line('edit-link', 'undone'))
    await library.becomes(linkIds[0] ?? 0, { starred: 0, state: 'trash' })
    await library.page.click(`${line('trash')} [data-action=undo-act]`)
    await library.becomes(linkIds[0] ?? 0, { state: 'inbox' })
    await shows(line('trash', 'undone'))
  })

  it('say what is in the way of undo', async () => {
    const [first] = await library.links()
    const linkIds = [first?.id ?? 0]
    await library.extension.send('edit-links', { linkIds, patch: { note: 'one' } })
    await library.extension.send('edit-links', { linkIds, patch: { note: 'two' } })
    await go('#/activity')
    await shows(line('edit-link', 'changed'))
    await waitForText(library.page, line('edit-link', 'changed'), 'Changed again since')
  })

  it('appear as they are made, and lead to their links', async () => {
    await go('#/activity')
    await shows(line('add-link'))
    const [first] = await library.links()
    await library.extension.send('trash-links', { linkIds: [first?.id ?? 0] })
    await shows(line('trash'))
    await library.page.click(`${line('trash')} a`)
    await shows('.detail-body')
    expect(await library.page.evaluate(() => location.hash)).toContain('#/trash')
  })
})
