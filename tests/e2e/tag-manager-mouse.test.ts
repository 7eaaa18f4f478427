import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome, textOf, waitForText } from '../support/keep.ts'
import { addTagged, pathsOf, putTags, rowOf } from '../support/tags.ts'

let extension: Extension
let page: Page

const become = (wanted: string[]) =>
  until(`tags ${wanted.join(', ')}`, async () => {
    const found = await pathsOf(extension)
    return JSON.stringify(found) === JSON.stringify(wanted.toSorted())
  })
const middleOf = async (selector: string) => {
  const box = await (await page.waitForSelector(selector))?.boundingBox()
  if (!box) throw new Error(`${selector} is not on the screen`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
/** Takes hold of a tag; the top zone is there only then. */
const hold = async (selector: string) => {
  const from = await middleOf(selector)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 12, from.y + 12, { steps: 3 })
}
const drop = async (selector: string) => {
  const to = await middleOf(selector)
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}

/** Opens the page afresh: it doesn't hear of rows that were put past Dexie. */
const show = async (ready: string) => {
  await page.bringToFront()
  await page.goto('about:blank')
  await page.goto(extension.url('options.html#tags'))
  await page.waitForSelector(ready)
}

const rowCount = (count: number) =>
  page.waitForFunction(
    (wanted: number) => document.querySelectorAll('[data-role=tag-row]').length === wanted,
    {},
    count,
  )

beforeAll(async () => {
  extension = await launchExtension()
  await closeWelcome(extension)
  await extension.send('set-setting', { key: 'language', value: 'en' })
  page = await extension.browser.newPage()
  await page.setViewport({ width: 1280, height: 900 })
})
afterAll(() => extension.close())
beforeEach(async () => {
  await putTags(await extension.helper(), [])
  for (const path of ['Alpha', 'Beta/Inner', 'Gamma']) await extension.send('create-tag', { path })
  await show(rowOf('Gamma'))
})

describe('with a mouse', () => {
  it('a tag dropped on another is inside it', async () => {
    await hold(rowOf('Gamma'))
    await drop(rowOf('Alpha'))
    await become(['Alpha', 'Alpha/Gamma', 'Beta', 'Beta/Inner'])
    await page.click('[data-role=toast] [data-action=undo]')
    await become(['Alpha', 'Beta', 'Beta/Inner', 'Gamma'])
  })

  it('a tag dropped on the zone above comes out to the top', async () => {
    await hold(rowOf('Inner'))
    await drop('[data-role=top-zone]')
    await become(['Alpha', 'Beta', 'Gamma', 'Inner'])
    await page.waitForSelector('[data-role=top-zone]', { hidden: true })
  })

  it('a tag goes nowhere inside itself, and Escape lets go of it', async () => {
    await hold(rowOf('Beta'))
    await drop(rowOf('Inner'))
    await page.waitForSelector('[data-role=top-zone]', { hidden: true })
    await hold(rowOf('Beta'))
    const to = await middleOf(rowOf('Alpha'))
    await page.mouse.move(to.x, to.y, { steps: 4 })
    await page.waitForSelector('.tag-row.tag-target')
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await page.waitForSelector('[data-role=top-zone]', { hidden: true })
    expect(await pathsOf(extension)).toEqual(['Alpha', 'Beta', 'Beta/Inner', 'Gamma'])
    expect(await extension.send('move-tag', { tagId: 2, parent: 3 })).toMatchObject({
      reason: 'tag-inside-itself',
    })
  })

  it('a click chooses, a double click renames, a right click opens the menu', async () => {
    await page.click(rowOf('Alpha'))
    await page.waitForSelector(rowOf('Alpha', '[aria-selected=true]:focus'))
    await page.click(rowOf('Gamma', ' .tag-name'), { count: 2 })
    await page.waitForSelector('[data-role=rename]:focus')
    await page.keyboard.type('Delta')
    await page.click(rowOf('Alpha'))
    await become(['Alpha', 'Beta', 'Beta/Inner', 'Delta'])
    await page.click(rowOf('Alpha'), { button: 'right' })
    await page.click('[data-role=tag-menu] [data-action=delete]')
    await become(['Beta', 'Beta/Inner', 'Delta'])
  })

  it('the dot opens the palette, the button at the end the menu', async () => {
    await page.click(rowOf('Alpha', ' [data-action=colour]'))
    await page.click('[data-role=colours] [data-colour=red]')
    const colour = async () =>
      (await extension.rows('tags')).find((tag) => tag['name'] === 'Alpha')?.['colour']
    await until('red', async () => (await colour()) === 'red')
    await page.waitForSelector('[data-role=colours]', { hidden: true })
    await page.click(rowOf('Beta', ' [data-action=menu]'))
    await page.click('[data-role=tag-menu] [data-action=create-inside]')
    await page.keyboard.type('New')
    await page.keyboard.press('Enter')
    await page.waitForSelector(rowOf('New', '[aria-level="2"]'))
  })

  it('Ctrl and Shift choose several', async () => {
    await page.click(rowOf('Alpha'))
    await page.keyboard.down('Control')
    await page.click(rowOf('Gamma'))
    await page.keyboard.up('Control')
    await waitForText(page, '[data-role=selection]', '2 tags')
    await page.click(rowOf('Alpha'))
    await page.keyboard.down('Shift')
    await page.click(rowOf('Gamma'))
    await page.keyboard.up('Shift')
    await waitForText(page, '[data-role=selection]', '4 tags')
    await page.click('[data-action=delete-chosen]')
    await become([])
    await page.waitForSelector('[data-role=empty]')
  })
})

describe('what the tree shows', () => {
  it('counts links once, those of tags inside as well, and not the trash', async () => {
    await addTagged(extension, 'one', ['Beta', 'Beta/Inner'])
    await addTagged(extension, 'two', ['Beta/Inner'])
    const gone = await addTagged(extension, 'three', ['Beta'])
    await extension.send('trash-links', { linkIds: [gone] })
    await page.waitForSelector(rowOf('Beta', ' [data-count="2"]'))
    const hint = await page.$eval(rowOf('Beta', ' .tag-count'), (count) =>
      count.getAttribute('title'),
    )
    expect(hint?.split('\n')).toEqual([
      '1 link with this tag',
      '2 links with it or a tag inside it',
      '1 more in the trash',
    ])
    await page.click('[data-action=unused]')
    await page.waitForSelector(rowOf('Beta'), { hidden: true })
    await waitForText(page, '[data-action=delete-unused]', '2 unused')
    await page.click('[data-action=delete-unused]')
    await become(['Beta', 'Beta/Inner'])
  })

  it('filters by any part of a name and shows what it is inside of', async () => {
    await page.type('[data-role=filter]', 'INN')
    await rowCount(2)
    await page.waitForSelector(rowOf('Alpha'), { hidden: true })
    await page.waitForSelector(`${rowOf('Beta')}.tag-faint`)
    await page.keyboard.type('nothing like it')
    await waitForText(page, '[data-role=no-match]', 'No tag matches')
  })

  it('keeps 1,000 tags light, and every one within reach', async () => {
    const names = Array.from({ length: 1000 }, (_, n) => `tag ${String(n).padStart(4, '0')}`)
    await putTags(await extension.helper(), names)
    await show(rowOf('tag 0000'))
    expect((await page.$$('[data-role=tag-row]')).length).toBeLessThan(120)
    await page.click(rowOf('tag 0000'))
    await page.keyboard.press('End')
    await page.waitForSelector(rowOf('tag 0999', ':focus'))
    expect((await middleOf(rowOf('tag 0999'))).y).toBeLessThan(900)
    await page.keyboard.press('Home')
    await page.waitForSelector(rowOf('tag 0000', ':focus'))
    await page.type('[data-role=filter]', '0777')
    await rowCount(1)
    await page.waitForSelector(rowOf('tag 0777'))
  })

  it.each([
    ['of 100 characters', '长'.repeat(100)],
    ['written from right to left', 'العربية'],
    ['of pictures', '🎋👩‍👩‍👧'],
  ])('takes a name %s', async (_what, name) => {
    await page.type('[data-role=create-tag]', name)
    await page.keyboard.press('Enter')
    await page.waitForSelector(rowOf(name))
    expect(await pathsOf(extension)).toContain(name)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(wide).toBe(false)
  })

  it.each([
    ['too long', '长'.repeat(101), '101'],
    ['nothing but slashes', ' / ', 'needs a name'],
  ])('refuses a name that is %s and says why', async (_what, name, why) => {
    await page.type('[data-role=create-tag]', name)
    await page.keyboard.press('Enter')
    await waitForText(page, '[data-role=bad-name]', why)
    expect(await pathsOf(extension)).toHaveLength(4)
    expect(await textOf(page, 'h1')).toBe('Tags')
  })
})
