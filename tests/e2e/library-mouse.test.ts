import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { waitForText } from '../support/keep.ts'
import { type LibraryPage, openLibrary, ROW } from '../support/library-page.ts'

let library: LibraryPage
let ids: number[]

beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.extension.close())
beforeEach(async () => {
  await library.show('#/all?view=list', 20)
  ids = await library.drawn()
})

const rowOf = (id: number | undefined) => `[data-link-id="${id}"] .row-link`
const clickWith = async (key: 'Shift' | 'Control', id: number | undefined) => {
  await library.page.keyboard.down(key)
  await library.page.click(rowOf(id))
  await library.page.keyboard.up(key)
}
const selected = () =>
  library.page.$$eval('[data-role=row][data-selected=true]', (rows) =>
    rows.map((row) => Number(row.getAttribute('data-link-id'))),
  )
const becomeSelected = (wanted: (number | undefined)[]) =>
  until(`${wanted} to be selected`, async () => (await selected()).join() === wanted.join())

/** Drags with the real mouse; without a few moves the browser sees a click. */
async function drag(from: string, to: string): Promise<void> {
  const { mouse } = library.page
  const middle = async (selector: string) => {
    const box = await (await library.page.waitForSelector(selector))?.boundingBox()
    if (!box) throw new Error(`${selector} is not there`)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  await library.page.$eval(to, (element) => element.scrollIntoView({ block: 'center' }))
  const [start, end] = [await middle(from), await middle(to)]
  await mouse.move(start.x, start.y)
  await mouse.down()
  try {
    await mouse.move(start.x + 10, start.y + 10, { steps: 4 })
    await mouse.move(end.x, end.y, { steps: 8 })
    await library.page.waitForSelector(`${to}[data-drop=true]`)
  } finally {
    await mouse.up()
  }
}

describe('the mouse selects', () => {
  it('one by one with Ctrl, and a range with Shift', async () => {
    await clickWith('Control', ids[1])
    await becomeSelected([ids[1]])
    await clickWith('Shift', ids[4])
    await becomeSelected(ids.slice(1, 5))
    await clickWith('Control', ids[2])
    await becomeSelected([ids[1], ids[3], ids[4]])
    expect(await library.page.$('[data-role=detail]')).toBeNull()
  })

  it('with the box of a row', async () => {
    await library.page.click(`[data-link-id="${ids[0]}"] [data-role=pick]`)
    await becomeSelected([ids[0]])
    await library.page.click(`[data-link-id="${ids[0]}"] [data-role=pick]`)
    await becomeSelected([])
  })

  it('what stays selected while links change, and goes with its link', async () => {
    await clickWith('Control', ids[0])
    await clickWith('Control', ids[2])
    await becomeSelected([ids[0], ids[2]])
    await library.extension.send('edit-links', { linkIds: [ids[1]], patch: { title: 'Changed' } })
    await waitForText(library.page, '[data-role=list]', 'Changed')
    await becomeSelected([ids[0], ids[2]])
    await library.extension.send('trash-links', { linkIds: [ids[0]] })
    await becomeSelected([ids[2]])
    await waitForText(library.page, '.bulk-count', '1 selected')
  })
})

describe('links are dragged', () => {
  it('onto a tag, which they get', async () => {
    await clickWith('Control', ids[0])
    await clickWith('Control', ids[1])
    await becomeSelected(ids.slice(0, 2))
    const before = await library.link(ids[0] ?? 0)
    await drag(rowOf(ids[0]), '[data-tag-id="29"] .side-link')
    await waitForText(library.page, '[data-role=toast]', '2 links tagged “园艺”')
    for (const id of ids.slice(0, 2)) expect((await library.link(id)).tags).toContain(29)
    await library.page.click('[data-role=toast] [data-action=undo]')
    await library.becomes(ids[0] ?? 0, { tags: before.tags })
  })

  it.each([
    ['read', { state: 'read' }],
    ['archived', { state: 'archived' }],
    ['trash', { state: 'trash' }],
    ['starred', { starred: 1 as const }],
  ])('onto the shelf %s', async (scope, wanted) => {
    const plain = (await library.links()).find(
      // One of those in view: the mouse reaches no others.
      ({ id, starred, state }) =>
        starred === 0 && state === 'inbox' && ids.slice(0, 6).includes(id),
    )
    await drag(rowOf(plain?.id), `[data-scope=${scope}] .side-link`)
    await library.becomes(plain?.id ?? 0, wanted)
  })
})

describe('adding', () => {
  const drop = (data: Record<string, string>) =>
    library.page.evaluate((values) => {
      const dataTransfer = new DataTransfer()
      for (const [type, value] of Object.entries(values)) dataTransfer.setData(type, value)
      const target = document.querySelector('.library-main')
      for (const type of ['dragenter', 'dragover', 'drop']) {
        target?.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        )
      }
    }, data)

  it('opens with a link that is dropped', async () => {
    await drop({ 'text/uri-list': '# a remark\r\nhttps://example.com/dropped', 'text/plain': 'x' })
    await library.page.waitForSelector('[data-role=add]')
    const text = await library.page.$eval('textarea[data-role=add-field]', (field) => field.value)
    expect(text).toBe('https://example.com/dropped')
  })

  it('opens with text that is pasted, and lists the links in it', async () => {
    const known = (await library.extension.rows('links'))[0]
    await library.page.evaluate((text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    }, `看看 https://example.com/new，还有（${known?.['url']}）。\nmailto:me@example.com`)
    await library.page.waitForSelector('[data-role=add-lines]')
    await waitForText(library.page, '[data-role=add-lines]', 'In the library')
    expect(await library.page.$$('[data-role=add-lines] input')).toHaveLength(2)
    expect(await library.page.$$('[data-role=add-lines] input:checked')).toHaveLength(1)
    await waitForText(library.page, '[data-role=add-lines] [data-bad=true]', 'http and https')
  })

  it('gives tags to all, and says of each how it went', async () => {
    await library.page.click('[data-action=add-links]')
    await library.page.type('[data-role=add-field]', 'example.com/a')
    await library.press('Shift+Enter')
    await library.page.type('[data-role=add-field]', 'example.com/b')
    await library.page.type('[data-role=add] [data-role=tag-input]', '新来的/今天,')
    await library.page.waitForSelector('[data-role=add] [data-role=tag]')
    await library.page.click('[data-action=add]')
    await library.page.waitForFunction(
      () => document.querySelectorAll('[data-role=add-progress] [data-state=asks]').length === 2,
    )
    await library.page.click('[data-role=add-progress] [data-action=cancel-all]')
    await library.page.waitForFunction(
      () => document.querySelectorAll('[data-role=add-progress] [data-state=link]').length === 2,
    )
    await library.page.click('[data-action=add-done]')
    const tag = (await library.extension.rows('tags')).find((row) => row['name'] === '今天')
    const added = (await library.links()).filter(({ tags }) => tags.includes(Number(tag?.['id'])))
    expect(added).toHaveLength(2)
  })

  it('asks for what keeping all tabs of a window needs', async () => {
    await library.page.goto('about:blank')
    await library.page.goto(library.extension.url('library.html#/add?window=1'))
    await library.page.waitForSelector('[data-role=keep-window] [data-action=allow-sites]')
  })
})

describe('in a narrow window', () => {
  it('the side bar is a drawer that closes once somebody went somewhere', async () => {
    await library.page.setViewport({ width: 400, height: 800 })
    const side = '.side .side-link[aria-current]'
    await library.page.waitForSelector(side, { hidden: true })
    await library.page.click('[data-action=drawer]')
    await library.page.waitForSelector(side, { visible: true })
    await library.page.click('[data-scope=archived] .side-link')
    await library.page.waitForFunction(() => location.hash.startsWith('#/archived'))
    await library.page.waitForSelector(side, { hidden: true })
    await library.page.click('[data-action=drawer]')
    await library.page.waitForSelector(side, { visible: true })
    await library.press('Escape')
    await library.page.waitForSelector(side, { hidden: true })
    await library.page.setViewport({ width: 1400, height: 900 })
    await library.page.waitForSelector(ROW)
  })
})
