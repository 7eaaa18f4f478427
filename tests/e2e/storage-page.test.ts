import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { waitForText } from '../support/keep.ts'
import { type LibraryPage, openLibrary } from '../support/library-page.ts'

let library: LibraryPage

beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.extension.close())

beforeEach(async () => {
  await library.show('#/all', 50)
  await library.page.goto(library.extension.url('options.html#storage'))
  await library.page.waitForSelector('[data-role=shares]')
})

const OLD = '[data-role=old-versions]'
const versions = async () => (await library.extension.rows('snapshots')).length
const planned = () => library.page.$eval(OLD, (line) => Number(line.getAttribute('data-versions')))
const toast = (text: string) => waitForText(library.page, '[data-role=toast]', text)

describe('old versions', () => {
  it('are counted before they go, and come back by undo', async () => {
    const before = await versions()
    await library.page.select('[data-role=drop-rule]', 'keep-1')
    await until('a plan', async () => (await planned()) > 0)
    const count = await planned()
    await waitForText(library.page, OLD, `${count} versions of`)
    await library.page.click('[data-action=drop-versions]')
    await toast(`Dropped ${count} old versions`)
    expect(await versions()).toBe(before - count)
    await until('nothing left to drop', async () => (await planned()) === 0)
    await library.page.click('[data-role=toast] button')
    await until('all versions', async () => (await versions()) === before)
    await until('the same plan', async () => (await planned()) === count)
  })

  it('can be brought back from the list of recent changes, too', async () => {
    const before = await versions()
    await library.page.select('[data-role=drop-rule]', 'keep-1')
    await until('a plan', async () => (await planned()) > 0)
    await library.page.click('[data-action=drop-versions]')
    await until('fewer versions', async () => (await versions()) < before)
    await library.page.goto(library.extension.url('library.html#/activity'))
    await library.page.waitForSelector('[data-kind=drop-versions] [data-action=undo-act]')
    await library.page.click('[data-kind=drop-versions] [data-action=undo-act]')
    await until('all versions', async () => (await versions()) === before)
  })
})

describe('the largest', () => {
  it('pages lead to their details, and go into the trash with undo', async () => {
    const line = '[data-role=large-link]'
    // The list is drawn anew while figures come in.
    const id = await until('the largest page', async () => {
      const [first] = await library.page.$$eval(line, (rows) =>
        rows.map((row) => Number(row.getAttribute('data-link-id'))),
      )
      return first
    })
    await library.page.click(`${line} [data-action=trash]`)
    await library.page.waitForSelector(`${line}[data-link-id="${id}"]`, { hidden: true })
    await library.page.click('[data-role=toast] button')
    await library.page.waitForSelector(`${line}[data-link-id="${id}"]`)
    await library.page.click(`${line} a`)
    await library.page.waitForSelector('.detail-body')
  })

  it('sites and tags are listed by what they take', async () => {
    for (const by of ['sites', 'tags']) {
      await library.page.click(`[data-action=by-${by}]`)
      await library.page.waitForSelector('[data-role=share]')
      const sizes = await library.page.$$eval('[data-role=share]', (rows) =>
        rows.map((row) => Number(row.getAttribute('data-bytes'))),
      )
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    }
    await library.page.click('[data-role=share] a')
    await library.page.waitForSelector('[data-role=row]')
  })
})
