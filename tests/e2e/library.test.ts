import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seedLibrary } from '../../scripts/lib/seed-library.mjs'
import type { Tag } from '../../utils/model/link.ts'
import { descendantsOf } from '../../utils/model/tag-tree.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome, textOf, waitForText } from '../support/keep.ts'

const ROW = '[data-role=row]'
let extension: Extension
let library: Page

/** Shows a view of the library afresh. */
const show = async (hash: string) => {
  await library.bringToFront()
  await library.goto('about:blank')
  await library.goto(extension.url(`library.html${hash}`))
}
/** How many links the shelf says it has: only those in view are drawn. */
const counts = (count: number) =>
  waitForText(library, '.library-count', count === 1 ? '1 link' : `${count} links`)
const titles = () =>
  library.$$eval('.row-title', (all) => all.map((each) => each.textContent.trim()))
const route = () => library.evaluate(() => location.hash)
const routeHas = (part: string) =>
  library.waitForFunction((wanted: string) => location.hash.includes(wanted), {}, part)
const stateOf = async (id: number) =>
  (await extension.rows('links')).find((row) => row['id'] === id)?.['state']
/** The screen shows what will be before it is stored. */
const stateBecomes = (id: number, state: string | undefined) =>
  until(`link ${id} to be ${state}`, async () => (await stateOf(id)) === state)

describe('the library', () => {
  beforeAll(async () => {
    extension = await launchExtension()
    await extension.send('set-setting', { key: 'language', value: 'en' })
    await closeWelcome(extension)
    library = await extension.browser.newPage()
    await library.setViewport({ width: 1400, height: 900 })
  })
  afterAll(() => extension.close())
  beforeEach(async () => {
    await seedLibrary(await extension.helper(), 30)
    await show('#/all')
    await library.waitForSelector(ROW)
  })

  it.each([
    ['红烧肉', '家常红烧肉，肥而不腻的三个关键步骤'],
    ['OKLCH mdn', 'oklch() - CSS: Cascading Style Sheets | MDN'],
    ['sspai.com', '我的 2026 年信息管理：稍后读、标签与全文搜索'],
    ['对照着读 arxiv', 'Attention Is Still Mostly What You Need'],
    ['reading 信息', '我的 2026 年信息管理：稍后读、标签与全文搜索'],
  ])('finds "%s" in titles, addresses, notes and tags', async (words, title) => {
    await library.keyboard.press('/')
    await library.keyboard.type(words)
    await routeHas('q=')
    // A search follows each key: what an unfinished word finds is shown in between.
    await vi.waitFor(async () => {
      const found = await titles()
      expect(found.length).toBeLessThan(5)
      expect(found.some((each) => each.startsWith(title))).toBe(true)
    }, 15_000)
  })

  it('says so where nothing is found, and clears the search at a click', async () => {
    const all = await textOf(library, '.library-count')
    await library.type('[data-role=search]', '没有这样的词')
    await waitForText(library, '[data-role=empty]', 'Nothing found')
    await library.click('[data-action=clear-search]')
    await library.waitForSelector('[data-role=search]:focus')
    await waitForText(library, '.library-count', all)
  })

  it('shows the links of a tag and of those inside it, and all links at a second click', async () => {
    const all = await textOf(library, '.library-count')
    const tag = '[data-tag-id="2"] a'
    await library.waitForSelector(tag)
    await library.click(tag)
    await waitForText(library, '.library-shelf-name', '前端')
    expect(await route()).toBe('#/all?tags=2')
    const tags = (await extension.rows('tags')) as unknown as Tag[]
    const wanted = [2, ...descendantsOf(tags, 2)]
    const rows = await extension.rows('links')
    const held = rows.filter((row) => (row['tags'] as number[]).some((id) => wanted.includes(id)))
    await counts(held.filter((row) => row['state'] !== 'trash').length)
    await library.click(tag)
    await waitForText(library, '.library-count', all)
  })

  it('narrows a view by tags with and without, tells how many there are, and goes back', async () => {
    const press = async (tag: number, use: string) => {
      await library.hover(`[data-tag-id="${tag}"]`)
      await library.click(`[data-tag-id="${tag}"] .tag-mark-${use}`)
    }
    const tags = (await extension.rows('tags')) as unknown as Tag[]
    const rows = await extension.rows('links')
    const under = (tag: number) => [tag, ...descendantsOf(tags, tag)]
    const holds = (row: Record<string, unknown>, tag: number) =>
      (row['tags'] as number[]).some((id) => under(tag).includes(id))
    const kept = rows.filter((row) => row['state'] !== 'trash')
    await library.waitForSelector('[data-tag-id="2"]')
    await press(2, 'without')
    await routeHas('?not=2')
    await counts(kept.filter((row) => !holds(row, 2)).length)
    await press(10, 'with')
    const shown = kept.filter((row) => holds(row, 10) && !holds(row, 2))
    await counts(shown.length)
    expect(await route()).toBe('#/all?tags=10&not=2')
    // Numbers are those of the links that are shown.
    const inside = shown.filter((row) => holds(row, 17)).length
    await waitForText(library, '[data-tag-id="17"] .side-count', String(inside))
    expect(await library.$$('.filter-tag')).toHaveLength(2)
    await library.goBack()
    await counts(kept.filter((row) => !holds(row, 2)).length)
    await library.click('[data-action=clear-filters]')
    await counts(kept.length)
  })

  it.each(['grid', 'list', 'compact'])(
    'groups links in view %s, and selects a group',
    async (view) => {
      await show(`#/all?view=${view}&sort=oldest`)
      await library.waitForSelector(ROW)
      await library.select('[data-role=group-by]', 'site')
      await routeHas('group=site')
      await library.waitForSelector('[data-role=group]')
      const first = await library.$eval(
        '[data-role=group] .group-count',
        (each) => each.textContent,
      )
      await library.hover('.group-head')
      await library.click('[data-role=pick-group]')
      const size = Number.parseInt(first, 10)
      await waitForText(library, '.bulk-count', `${size} selected`)
      await library.click('[data-role=pick-group]')
      await library.waitForSelector('[data-role=bulk]', { hidden: true })
    },
  )

  it('shows versions, picture and missing parts of a link', async () => {
    await library.click(`${ROW} .row-link`)
    await library.waitForSelector('.detail-picture img')
    await library.waitForFunction(
      () => document.querySelectorAll('[data-role=version]').length === 3,
    )
    const added = await library.$$eval('.detail-version-size', (all) =>
      all.map((each) => each.textContent),
    )
    expect(added).toEqual(['210 kB', 'Nothing new', '1.3 MB'])
    await library.click('.detail [data-role=missing] summary')
    expect(await textOf(library, '.detail [data-role=missing]')).toContain('cover-large.jpg')
  })

  it('is worked by keys', async () => {
    const first = await library.$eval(ROW, (row) => Number(row.getAttribute('data-link-id')))
    await library.keyboard.press('j')
    await library.waitForSelector(`[data-link-id="${first}"] .row-link:focus`)
    await library.keyboard.press('Enter')
    await routeHas(`link=${first}`)
    await library.waitForSelector('.detail-body')
    await library.keyboard.press('j')
    await library.waitForFunction((id: number) => !location.hash.includes(`${id}`), {}, first)
    await library.keyboard.press('k')
    await routeHas(`link=${first}`)
    await library.keyboard.press('s')
    await library.waitForSelector('.detail [data-action=star][aria-pressed=true]')
    await library.keyboard.press('e')
    await library.waitForSelector('.detail [data-role=tag-input]:focus')
    await library.keyboard.press('Escape')
    await library.waitForSelector('.detail [data-role=tag-input]:not(:focus)')
    const opened = extension.browser.waitForTarget((target) => target.url().includes('viewer.html'))
    await library.keyboard.press('Enter')
    const target = await opened
    // A tab's page is told of its address later than its target.
    expect(target.url()).toContain('-0')
    await (await target.page())?.close()
    await library.bringToFront()
    await library.keyboard.press('?')
    await library.waitForSelector('[data-role=keys]')
    await library.keyboard.press('Escape')
    await library.waitForSelector('[data-role=keys]', { hidden: true })
    await library.keyboard.press('Escape')
    await library.waitForSelector('[data-role=detail]', { hidden: true })
  })

  it('takes a link out of the trash again with Undo', async () => {
    await library.keyboard.press('j')
    await library.keyboard.press('Enter')
    await library.waitForSelector('[data-role=detail]')
    const id = Number(new URLSearchParams((await route()).split('?')[1]).get('link'))
    await library.keyboard.press('#')
    await library.waitForSelector('[data-role=toast] [data-action=undo]')
    await stateBecomes(id, 'trash')
    await library.waitForSelector(`[data-link-id="${id}"]`, { hidden: true })
    await library.click('[data-role=toast] [data-action=undo]')
    await library.waitForSelector(`[data-link-id="${id}"]`)
    await stateBecomes(id, 'inbox')
  })

  it('restores from the trash', async () => {
    await show('#/trash')
    await library.waitForSelector(ROW)
    const id = await library.$eval(ROW, (row) => Number(row.getAttribute('data-link-id')))
    await library.click(`${ROW} .row-link`)
    await library.waitForSelector('[data-action=restore]')
    await library.click('[data-action=restore]')
    await library.waitForSelector('[data-role=empty]')
    await stateBecomes(id, 'inbox')
  })

  it('deletes for good, which can be undone too', async () => {
    await show('#/trash')
    await library.waitForSelector(ROW)
    const id = await library.$eval(ROW, (row) => Number(row.getAttribute('data-link-id')))
    const versions = async () =>
      (await extension.rows('snapshots')).filter((row) => row['linkId'] === id).length
    const before = await versions()
    await library.click(`${ROW} .row-link`)
    await library.waitForSelector('[data-action=delete]')
    await library.click('[data-action=delete]')
    await library.waitForSelector('[data-role=empty]')
    await library.waitForSelector('[data-role=detail]', { hidden: true })
    await stateBecomes(id, undefined)
    expect(await versions()).toBe(0)
    await library.click('[data-role=toast] [data-action=undo]')
    await library.waitForSelector(`[data-link-id="${id}"]`)
    await stateBecomes(id, 'trash')
    expect(await versions()).toBe(before)
  })

  it('comes back to the same view after a reload', async () => {
    await show('#/all?q=%E7%BA%A2%E7%83%A7%E8%82%89')
    await library.waitForSelector(ROW)
    await library.click(`${ROW} .row-link`)
    await library.waitForSelector('[data-role=detail]')
    const before = { hash: await route(), titles: await titles() }
    await library.reload()
    await library.waitForSelector('[data-role=detail]')
    await library.waitForSelector(`${ROW}[data-chosen=true]`)
    expect({ hash: await route(), titles: await titles() }).toEqual(before)
    const words = await library.$eval('input[data-role=search]', (field) => field.value)
    expect(words).toBe('红烧肉')
  })

  it('draws under a hundred rows of 10,000 links, wherever it is scrolled to', async () => {
    await seedLibrary(await extension.helper(), 10_000)
    await show('#/all')
    await library.waitForSelector(ROW)
    for (const share of [0.25, 0.5, 0.75, 1]) {
      const top = await library.$eval(
        '[data-role=list]',
        (list, part) => {
          list.scrollTop = Math.round((list.scrollHeight - list.clientHeight) * part)
          return list.scrollTop
        },
        share,
      )
      const drawn = await until('rows where it was scrolled to', () =>
        library.evaluate(rowsInView, top),
      )
      expect(drawn).toBeLessThan(100)
    }
  })
})

/** Runs in the library: how many rows exist, once those in view show their links. */
function rowsInView(top: number): number | undefined {
  const list = document.querySelector('[data-role=list]')
  const box = list?.getBoundingClientRect()
  if (!list || !box || list.scrollTop !== top) return undefined
  const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  const shown = middle?.closest('[data-role=row]')
  return shown ? list.querySelectorAll('.shelf-row').length : undefined
}
