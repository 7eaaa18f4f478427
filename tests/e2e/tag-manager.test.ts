import { rm } from 'node:fs/promises'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome, textOf, waitForText } from '../support/keep.ts'
import { addTagged, pathsOf, rowOf, tagPathsOf } from '../support/tags.ts'

let extension: Extension
let page: Page

const key = (...keys: Parameters<Page['keyboard']['press']>[0][]) => pressAll(keys)
async function pressAll(keys: Parameters<Page['keyboard']['press']>[0][]): Promise<void> {
  for (const held of keys.slice(0, -1)) await page.keyboard.down(held)
  const last = keys.at(-1)
  if (last) await page.keyboard.press(last)
  for (const held of keys.slice(0, -1)) await page.keyboard.up(held)
}
const paths = () => pathsOf(extension)
const become = (wanted: string[]) =>
  until(`tags ${wanted.join(', ')}`, async () => {
    const found = await paths()
    return JSON.stringify(found) === JSON.stringify(wanted.toSorted())
  })
const focusedName = () =>
  page.evaluate(() => document.activeElement?.querySelector('.tag-name')?.textContent ?? '')
/** Goes to a tag by typing its name, as a user without a mouse does. */
const goTo = async (name: string) => {
  await page.waitForFunction(
    (wanted) => [...document.querySelectorAll('.tag-name')].some((e) => e.textContent === wanted),
    {},
    name,
  )
  await page.keyboard.press('Home')
  await page.keyboard.press('/')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await until(`focus on ${name}`, async () => (await focusedName()) !== '')
  await page.keyboard.press('/')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  await until(`focus on ${name}`, async () => (await focusedName()) === name)
}

describe('without a mouse', () => {
  beforeAll(async () => {
    extension = await launchExtension({ keepProfile: true })
    await closeWelcome(extension)
    await extension.send('set-setting', { key: 'language', value: 'en' })
    page = await extension.open('options.html')
    await page.waitForSelector('[data-role=empty]')
  })
  afterAll(async () => {
    await extension.close()
    await rm(extension.profile, { recursive: true, force: true, maxRetries: 5 })
  })

  it('the first tags are made, nested ones by their path', async () => {
    await key('n')
    await page.keyboard.type('Frontend')
    await key('Enter')
    await become(['Frontend'])
    await page.keyboard.type('Design/Colour')
    await key('Enter')
    await become(['Design', 'Design/Colour', 'Frontend'])
    await page.keyboard.type('Colour')
    await key('Enter')
    await become(['Colour', 'Design', 'Design/Colour', 'Frontend'])
  })

  it('a path that is there is gone to instead', async () => {
    await page.keyboard.type('design／COLOUR')
    await waitForText(page, '[data-role=known]', 'Design/Colour')
    await key('Enter')
    await until('focus', async () => (await focusedName()) === 'Colour')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-level'))).toBe('2')
    expect(await paths()).toHaveLength(4)
  })

  it('arrows move, fold and unfold; letters go to a name', async () => {
    await key('Home')
    expect(await focusedName()).toBe('Colour')
    await key('ArrowDown')
    expect(await focusedName()).toBe('Design')
    await key('ArrowLeft')
    await page.waitForSelector(rowOf('Design', '[aria-expanded=false]'))
    await key('ArrowRight')
    await page.waitForSelector(rowOf('Design', '[aria-expanded=true]'))
    await key('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-level'))).toBe('2')
    await key('ArrowLeft')
    expect(await focusedName()).toBe('Design')
    await page.keyboard.type('fro')
    expect(await focusedName()).toBe('Frontend')
    await key('End')
    expect(await focusedName()).toBe('Frontend')
  })

  it('a name is changed in its row, and bad names are refused with a reason', async () => {
    await goTo('Frontend')
    await key('F2')
    await page.waitForSelector('[data-role=rename]:focus')
    await page.keyboard.type('a/b')
    await waitForText(page, '.tag-rename-problem', 'slash')
    await key('Enter')
    await key('Control', 'a')
    await key('Backspace')
    await waitForText(page, '.tag-rename-problem', 'needs a name')
    await page.keyboard.type('x'.repeat(101))
    await waitForText(page, '.tag-rename-problem', '101')
    await key('Escape')
    await page.waitForSelector('[data-role=rename]', { hidden: true })
    expect(await focusedName()).toBe('Frontend')
    await key('Enter')
    await page.waitForSelector('[data-role=rename]:focus')
    await page.keyboard.type('Web')
    await key('Enter')
    await become(['Colour', 'Design', 'Design/Colour', 'Web'])
    await until('focus back', async () => (await focusedName()) === 'Web')
  })

  it('a name that is taken offers to merge, with one key', async () => {
    await addTagged(extension, 'one', ['Web'])
    await goTo('Web')
    await key('F2')
    await page.waitForSelector('[data-role=rename]:focus')
    await page.keyboard.type('colour')
    await key('Enter')
    await waitForText(page, '[data-role=taken]', 'Colour')
    await key('Escape')
    expect(await paths()).toContain('Web')
    await key('F2')
    await page.waitForSelector('[data-role=rename]:focus')
    await page.keyboard.type('colour')
    await key('Enter')
    await page.waitForSelector('[data-role=taken]')
    await key('Enter')
    await become(['Colour', 'Design', 'Design/Colour'])
    expect(await tagPathsOf(extension, 'one')).toEqual(['Colour'])
    await key('Control', 'z')
    await become(['Colour', 'Design', 'Design/Colour', 'Web'])
    expect(await tagPathsOf(extension, 'one')).toEqual(['Web'])
  })

  it('a colour is chosen from the palette and taken back', async () => {
    await goTo('Web')
    await key('c')
    await page.waitForSelector('[data-role=colours] [aria-checked=true]:focus')
    await key('Home')
    await key('ArrowRight')
    await key('Enter')
    const colour = async () => (await extension.rows('tags')).find((tag) => tag['name'] === 'Web')
    await until('green', async () => (await colour())?.['colour'] === 'green')
    await until('focus', async () => (await focusedName()) === 'Web')
    await key('Control', 'z')
    await until('automatic', async () => (await colour())?.['colour'] === '')
  })

  it('tags are nested and moved out again', async () => {
    const shown = (level: number) =>
      page.waitForSelector(rowOf('Web', `[aria-level="${level}"]:focus`))
    await goTo('Web')
    await key('Alt', 'Shift', 'ArrowRight')
    await shown(2)
    await become(['Colour', 'Design', 'Design/Colour', 'Design/Web'])
    await key('Alt', 'Shift', 'ArrowLeft')
    await shown(1)
    await become(['Colour', 'Design', 'Design/Colour', 'Web'])
    await key('Control', ']')
    await shown(2)
    await key('Control', '[')
    await shown(1)
    await key('Control', 'z')
    await shown(2)
    await key('Control', 'z')
    await shown(1)
    await become(['Colour', 'Design', 'Design/Colour', 'Web'])
  })

  it('moving to where the name is taken offers to merge', async () => {
    await goTo('Web')
    await page.keyboard.press('Home')
    expect(await focusedName()).toBe('Colour')
    await key('v')
    await page.waitForSelector('[data-role=pick]:focus')
    await page.keyboard.type('design')
    await key('Enter')
    await page.waitForSelector('[data-role=collision] [data-action=merge-collision]:focus')
    await key('Enter')
    await become(['Design', 'Design/Colour', 'Web'])
    await key('Control', 'z')
    await become(['Colour', 'Design', 'Design/Colour', 'Web'])
  })

  it('a tag is merged into one found by its path', async () => {
    await goTo('Web')
    await key('m')
    await page.waitForSelector('[data-role=pick]:focus')
    await page.keyboard.type('design/col')
    await key('Enter')
    await become(['Colour', 'Design', 'Design/Colour'])
    expect(await tagPathsOf(extension, 'one')).toEqual(['Design/Colour'])
    await until('focus', async () => (await focusedName()) === 'Colour')
    await key('Control', 'z')
    await become(['Colour', 'Design', 'Design/Colour', 'Web'])
  })

  it('the menu names every act with its key', async () => {
    await goTo('Web')
    await key('Shift', 'F10')
    await page.waitForSelector('[data-role=tag-menu] [data-item]:focus')
    const items = await page.$$eval('[data-role=tag-menu] [data-item]', (all) =>
      all.map((item) => [item.getAttribute('data-action'), item.querySelector('kbd')?.textContent]),
    )
    expect(items.map(([action]) => action)).toEqual([
      'rename',
      'colour-tag',
      'create-inside',
      'nest',
      'unnest',
      'move',
      'merge',
      'links',
      'delete',
    ])
    expect(items.every(([, keys]) => keys)).toBe(true)
    await key('Escape')
    await until('focus', async () => (await focusedName()) === 'Web')
  })

  it('deleting says what it took, and Undo brings all of it back', async () => {
    await addTagged(extension, 'two', ['Design/Colour'])
    await goTo('Design')
    await key('Delete')
    await become(['Colour', 'Web'])
    await waitForText(page, '[data-role=toast]', '2 tags')
    await waitForText(page, '[data-role=toast]', '1 link')
    expect(await tagPathsOf(extension, 'two')).toEqual([])
    await key('Control', 'z')
    await become(['Colour', 'Design', 'Design/Colour', 'Web'])
    expect(await tagPathsOf(extension, 'two')).toEqual(['Design/Colour'])
  })

  it('several are chosen and deleted at once', async () => {
    await goTo('Design')
    await key('ArrowLeft')
    await page.waitForSelector(rowOf('Design', '[aria-expanded=false]'))
    await key('Shift', 'ArrowDown')
    await waitForText(page, '[data-role=selection]', '2 tags')
    await key('Delete')
    await become(['Colour'])
    await key('Control', 'z')
    await become(['Colour', 'Design', 'Design/Colour', 'Web'])
  })

  it('all keys are listed', async () => {
    await key('?')
    await page.waitForSelector('dialog[data-role=keys]')
    expect(await textOf(page, 'dialog[data-role=keys]')).toContain('Alt Shift →')
    await key('Escape')
    await page.waitForSelector('dialog[data-role=keys]', { hidden: true })
  })

  it('what was done before the browser closed is undone after it', async () => {
    await goTo('Web')
    await key('Delete')
    await become(['Colour', 'Design', 'Design/Colour'])
    await extension.close()
    extension = await launchExtension({ profile: extension.profile, keepProfile: true })
    await closeWelcome(extension)
    page = await extension.open('options.html#tags')
    const act = '[data-role=recent-act][data-kind=delete-tags]'
    await waitForText(page, act, 'Web')
    await page.focus(`${act} [data-action=undo-act]`)
    await page.keyboard.press('Enter')
    await become(['Colour', 'Design', 'Design/Colour', 'Web'])
    await page.waitForSelector(act, { hidden: true })
    expect(await tagPathsOf(extension, 'one')).toEqual(['Web'])
  })
})
