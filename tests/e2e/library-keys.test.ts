import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { waitForText } from '../support/keep.ts'
import { type LibraryPage, openLibrary, ROW } from '../support/library-page.ts'

let library: LibraryPage

beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.extension.close())

const focused = (selector: string) => library.page.waitForSelector(`${selector}:focus`)
const gone = (selector: string) => library.page.waitForSelector(selector, { hidden: true })
const shows = (selector: string) => library.page.waitForSelector(selector)
const hash = () => library.page.evaluate(() => location.hash)
const hashHas = (part: string) =>
  library.page.waitForFunction((wanted: string) => location.hash.includes(wanted), {}, part)
const toast = (text: string) => waitForText(library.page, '[data-role=toast]', text)
const at = (id: number | undefined) => focused(`[data-link-id="${id}"] .row-link`)
const selected = (count: number) => waitForText(library.page, '.bulk-count', `${count} selected`)

/** One long day at the keyboard; each step goes on where the one before left off. */
describe('with the keyboard alone', () => {
  let first: number
  let second: number
  let third: number

  beforeAll(async () => {
    await library.show('#/all', 30)
    const ids = await library.drawn()
    first = ids[0] ?? 0
    second = ids[1] ?? 0
    third = ids[2] ?? 0
  })

  it('links are searched and the search is left again', async () => {
    await library.press('/')
    await focused('[data-role=search]')
    await library.page.keyboard.type('oklch')
    await hashHas('q=oklch')
    await waitForText(library.page, '.row-title', 'oklch()')
    await library.press('Escape')
    await until('all links', async () => (await library.drawn()).length > 8)
    expect(await hash()).not.toContain('q=')
  })

  it('one goes from link to link', async () => {
    await library.press('j')
    await at(first)
    await library.press('ArrowDown')
    await at(second)
    await library.press('k')
    await at(first)
  })

  it('three are selected', async () => {
    await library.press('Space', 'Shift+ArrowDown', 'Shift+ArrowDown')
    await selected(3)
    expect(await library.page.$$(`${ROW}[data-selected=true]`)).toHaveLength(3)
  })

  it('they are tagged at once', async () => {
    await library.press('e')
    await focused('[data-role=bulk-tags] [data-role=tag-input]')
    await library.page.keyboard.type('一起')
    await library.press('Enter')
    await toast('3 links tagged “一起”')
    await shows('[data-role=bulk-tags] [data-role=tag]')
    await library.press('Escape')
    await gone('[data-role=bulk-tags]')
    await at(third)
    const [a, b, c] = await Promise.all([first, second, third].map(library.link))
    const shared = a?.tags.filter((id) => b?.tags.includes(id) && c?.tags.includes(id))
    expect(shared?.length).toBeGreaterThan(0)
    await selected(3)
  })

  it('they get stars', async () => {
    await library.press('s')
    for (const id of [first, second, third]) await library.becomes(id, { starred: 1 })
  })

  it('they are archived, and undo brings them back', async () => {
    await library.press('a')
    await toast('3 links archived')
    await library.becomes(third, { state: 'archived' })
    await library.press('Control+z')
    await toast('Undone')
    await library.becomes(third, { state: 'inbox' })
  })

  it('undo without a message takes back the act before, and says which', async () => {
    await library.page.reload()
    await shows(ROW)
    await until('stars to be taken back', async () => {
      await library.press('Control+z')
      return (await library.link(second)).starred === 0
    })
    await toast('Undone: a change')
  })

  it('views are switched, and kept for the next time', async () => {
    await library.press('1')
    await shows('.shelf[data-view=grid]')
    await hashHas('view=grid')
    await library.press('3')
    await shows('.shelf[data-view=compact]')
    await library.page.goto('about:blank')
    await library.page.goto(library.extension.url('library.html'))
    await shows('.shelf[data-view=compact]')
    await library.press('2')
    await shows('.shelf[data-view=list]')
  })

  it('title, note and tags are edited in the details', async () => {
    await library.press('Home')
    await at(first)
    await library.press('Enter')
    await shows('.detail-body')
    await library.press('e')
    await focused('.detail [data-role=tag-input]')
    await library.page.keyboard.type('细读')
    await library.press('Enter')
    await toast('Tags changed')
    await library.press('Tab')
    await focused('.detail [data-role=note-field]')
    await library.page.keyboard.type('A quiet note.')
    await library.becomes(first, { note: 'A quiet note.' })
    for (let tries = 0; tries < 20; tries++) {
      await library.press('Shift+Tab')
      if (await library.page.$('[data-role=title-field]:focus')) break
    }
    await focused('[data-role=title-field]')
    await library.press('Control+a')
    await library.page.keyboard.type('A new title')
    await library.press('Enter')
    await library.becomes(first, { title: 'A new title' })
  })

  it('Escape leaves the field, then the details', async () => {
    await library.page.focus('.detail [data-role=note-field]')
    await library.press('Escape')
    await gone('.detail [data-role=note-field]:focus')
    await library.press('Escape')
    await gone('[data-role=detail]')
  })

  it('Escape right after the one that closes a dialog leaves the details', async () => {
    await library.press('Enter')
    await shows('.detail-body')
    await library.page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await library.press('?')
    await focused('[data-role=keys] button')
    // No frame in between: the focus is still in the dialog then, as on a busy machine.
    await library.page.evaluate(() => {
      document.querySelector<HTMLDialogElement>('[data-role=keys]')?.close()
      const init = { key: 'Escape', bubbles: true, cancelable: true }
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', init))
    })
    await gone('[data-role=detail]')
    await gone('[data-role=keys]')
  })

  it('a link goes to the trash, the next one takes its place, and it is restored', async () => {
    await library.press('Home')
    await at(first)
    await library.press('#')
    await library.becomes(first, { state: 'trash' })
    await at(second)
    await library.press('t')
    await focused('.side-link[aria-current]')
    for (let step = 0; step < 5; step++) await library.press('ArrowDown')
    await focused('.side [data-scope=trash] .side-link')
    await library.press('Enter')
    await hashHas('#/trash')
    await shows(`[data-link-id="${first}"]`)
    await library.press('j')
    await at(first)
    await library.press('u')
    await library.becomes(first, { state: 'inbox' })
  })

  it('links are added', async () => {
    await library.press('n')
    await focused('[data-role=add-field]')
    await library.page.keyboard.type('example.com/one')
    await library.press('Shift+Enter')
    await library.page.keyboard.type('example.com/two')
    expect(await library.page.$$('[data-role=add-lines] input:checked')).toHaveLength(2)
    await library.press('Control+Enter')
    await focused('[data-role=add-progress] [data-action=add-done]')
    await library.press('Enter')
    await gone('[data-role=add]')
    await focused('.shelf .row-link')
    const urls = (await library.links()) as unknown as { url: string }[]
    expect(urls.map(({ url }) => url)).toEqual(
      expect.arrayContaining(['https://example.com/one', 'https://example.com/two']),
    )
  })

  it('one goes back and forward', async () => {
    await library.page.goBack()
    await hashHas('#/all')
    await library.page.goForward()
    await hashHas('#/trash')
  })
})

describe('coming back to a shelf', () => {
  it('finds it where it was left, by the way back and after a reload', async () => {
    await library.show('#/all?view=list', 200)
    await library.press('j')
    for (let step = 0; step < 6; step++) await library.press('PageDown')
    const id = await until('a link far down', () =>
      library.page.evaluate(() => {
        const row = document.activeElement?.closest('[data-role=row]')
        return Number(row?.getAttribute('data-link-id')) || undefined
      }),
    )
    await library.page.waitForFunction(() => history.state?.place?.top > 1000)
    await library.page.click('[data-scope=starred] .side-link')
    await waitForText(library.page, '.library-shelf-name', 'Starred')
    await library.page.goBack()
    await waitForText(library.page, '.library-shelf-name', 'All links')
    await shows(`[data-link-id="${id}"]`)
    await library.page.reload()
    await shows(`[data-link-id="${id}"]`)
    const top = await library.page.$eval('[data-role=list]', (list) => list.scrollTop)
    expect(top).toBeGreaterThan(1000)
  })
})

describe('the grid', () => {
  it('is walked in two dimensions', async () => {
    await library.show('#/all?view=grid', 30)
    const ids = await library.drawn()
    const columns = await library.page.evaluate(() => {
      const cells = [...document.querySelectorAll('.shelf-row')]
      const top = cells[0]?.getBoundingClientRect().top
      return cells.filter((cell) => cell.getBoundingClientRect().top === top).length
    })
    expect(columns).toBeGreaterThan(2)
    await library.press('j')
    await at(ids[0])
    await library.press('ArrowRight')
    await at(ids[1])
    await library.press('ArrowDown')
    await at(ids[1 + columns])
    await library.press('ArrowLeft')
    await at(ids[columns])
    await library.press('ArrowUp')
    await at(ids[0])
    await library.press('Space', 'Shift+ArrowDown')
    await selected(columns + 1)
  })
})

describe('the tag tree', () => {
  it('is opened and closed by arrows and remembers it', async () => {
    await library.show('#/all', 30)
    const parent = '[data-tag-id="2"] > .tag-line > .side-link'
    const child = '[data-tag-id="2"] + [data-level="2"]'
    await shows(child)
    await library.page.focus(parent)
    await library.press('ArrowRight')
    await focused(`${child} > .tag-line > .side-link`)
    await library.press('ArrowLeft')
    await focused(parent)
    await library.press('ArrowLeft')
    await gone(child)
    await library.page.reload()
    await shows(`${parent}[aria-expanded=false]`)
    expect(await library.page.$(child)).toBeNull()
    await library.page.focus(parent)
    await library.press('ArrowRight')
    await shows(child)
  })

  it('is filtered by name and path', async () => {
    await library.page.type('[data-role=tag-filter]', 'sqlite')
    await waitForText(library.page, '[data-role=tag-tree]', '编程/数据库/SQLite')
    expect(await library.page.$$('[data-role=tag-tree] .side-link')).toHaveLength(1)
  })
})

describe('the head of a shelf', () => {
  it.each([360, 820])(
    'keeps its name free of what is said beside it, %i pixels wide',
    async (width) => {
      await library.page.setViewport({ width, height: 700 })
      await library.show('#/all', 30)
      await library.page.waitForSelector('.library-count')
      const free = await library.page.evaluate(() => {
        const name = document.querySelector('.library-shelf-name')
        const count = document.querySelector('.library-count')
        if (!name || !count) return false
        count.textContent = '1,234,567 so far, finding all…'
        return name.scrollWidth <= name.clientWidth
      })
      expect(free).toBe(true)
    },
  )
})
