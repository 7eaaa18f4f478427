import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sleep } from '../../utils/shared/wait.ts'
import { until } from '../support/extension.ts'
import { textOf, waitForText } from '../support/keep.ts'
import { type LibraryPage, openLibrary } from '../support/library-page.ts'

const MANY = 10_000

let library: LibraryPage

beforeAll(async () => {
  library = await openLibrary()
  await library.show('#/all?view=compact', MANY, 1000)
})
afterAll(() => library.extension.close())

const countOf = async (tag: number) =>
  (await library.links()).filter(({ tags }) => tags.includes(tag)).length

/** The number an element says, 0 where it is not there. */
const numberIn = async (selector: string) => {
  const text = await library.page.$$eval(selector, ([all]) => all?.textContent ?? '')
  return Number(text.replace(/\D/g, ''))
}

describe(`with ${MANY} links and 1,000 tags`, () => {
  it.each(['grid', 'list', 'compact'])('the view %s draws few of them', async (view) => {
    await library.page.goto('about:blank')
    await library.page.goto(library.extension.url(`library.html#/all?view=${view}`))
    await library.page.waitForSelector(`.shelf[data-view=${view}] [data-role=row]`)
    expect((await library.drawn()).length).toBeLessThan(140)
    await library.press('j', 'End')
    await until('the last link', () =>
      library.page.evaluate(() => {
        const row = document.activeElement?.closest('.shelf-row')
        return row && row.getAttribute('aria-posinset') === row.getAttribute('aria-setsize')
      }),
    )
    // All are known by then, and so is their number.
    expect(await numberIn('.library-count')).toBeGreaterThan(1000)
    expect((await library.drawn()).length).toBeLessThan(140)
  })

  it('all are selected, tagged and given back by one undo', async () => {
    const shown = await until('the number of links', () => numberIn('.library-count'))
    const before = await countOf(29)
    await library.press('Control+a')
    await waitForText(library.page, '.bulk-count', `${shown.toLocaleString('en')} selected`)
    await library.press('e')
    await library.page.waitForSelector('[data-role=bulk-tags] [data-role=tag-input]:focus')
    await library.page.keyboard.type('全都有,')
    await waitForText(library.page, '[data-role=toast]', 'tagged “全都有”')
    const tag = (await library.extension.rows('tags')).find((row) => row['name'] === '全都有')
    expect(await countOf(Number(tag?.['id']))).toBe(shown)
    await library.press('Escape', 'Control+z')
    await waitForText(library.page, '[data-role=toast]', 'Undone')
    expect(await countOf(Number(tag?.['id']))).toBe(0)
    expect(await countOf(29)).toBe(before)
  })

  it('all that a search finds are selected, not only those that were read', async () => {
    await library.page.goto('about:blank')
    const query = encodeURIComponent('红烧肉 OR sqlite')
    await library.page.goto(library.extension.url(`library.html#/all?view=compact&q=${query}`))
    await library.page.waitForSelector('[data-role=row]')
    await library.press('Control+a')
    const selected = await until('all', () => numberIn('.bulk-count'))
    const links = (await library.links()).filter(
      ({ title, state }) => /红烧肉|sqlite/i.test(title) && state !== 'trash',
    )
    expect(selected).toBeGreaterThan(200)
    expect(selected).toBeGreaterThanOrEqual(links.length)
    await waitForText(library.page, '.library-count', selected.toLocaleString('en'))
    await library.press('Escape')
  })

  it('Escape calls off that all are selected, and another search knows nothing of it', async () => {
    await library.page.goto('about:blank')
    const query = encodeURIComponent('红烧肉 OR sqlite')
    await library.page.goto(library.extension.url(`library.html#/all?view=compact&q=${query}`))
    await library.page.waitForSelector('[data-role=row]')
    // At once, as nobody can press it: all are found within a moment here.
    await library.page.evaluate(() => {
      for (const init of [{ key: 'a', ctrlKey: true }, { key: 'Escape' }])
        document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true }))
    })
    await sleep(1500)
    expect(await numberIn('.bulk-count')).toBe(0)
    expect(await textOf(library.page, '.library-count')).not.toContain('finding all')
    await library.page.evaluate(() => {
      const init = { key: 'a', ctrlKey: true, bubbles: true }
      document.body.dispatchEvent(new KeyboardEvent('keydown', init))
      location.hash += '%20OR%20git'
    })
    await waitForText(library.page, '.query-line', 'git')
    await sleep(1500)
    expect(await numberIn('.bulk-count')).toBe(0)
    expect(await textOf(library.page, '.library-count')).not.toContain('finding all')
  })

  it('what a search finds stands in groups', async () => {
    await library.page.select('[data-role=group-by]', 'site')
    await library.page.waitForSelector('[data-role=group]')
    const heads = await library.page.$$eval('.group-name', (all) =>
      all.map((head) => head.textContent.trim()),
    )
    expect(heads.length).toBeGreaterThan(0)
    expect(heads).toEqual([...heads].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })))
    await library.page.select('[data-role=group-by]', '')
    await until('no groups', async () => !(await library.page.$('[data-role=group]')))
  })

  it('a tag among a thousand is found and stays one stop for Tab', async () => {
    await library.page.waitForSelector('[data-role=tag-tree] .side-link')
    const stops = await library.page.$$eval(
      '.side .side-link',
      (lines) => lines.filter((line) => (line as HTMLElement).tabIndex === 0).length,
    )
    // The shelves, the tags, and what stands below them.
    expect(stops).toBeLessThan(8)
    await library.page.type('[data-role=tag-filter]', 'sqlite')
    await until('few tags', async () => {
      const left = await library.page.$$('[data-role=tag-tree] .side-link')
      return left.length > 0 && left.length < 50
    })
  })
})
