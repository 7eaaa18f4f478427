import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { LIBRARIES, OPTIONS, OTHER_PAGES, POPUPS } from '../support/screens.ts'
import { type Stage, setStage } from '../support/stage.ts'
import { accessibilityTree } from '../support/tree.ts'

/** A kept page is content: what its author left out is not ours to mend. */
const KEPT_PAGE = 'iframe[data-role="page"]'

const FOLDER = join(import.meta.dirname, '../golden/accessibility')
const SCREENS = [...POPUPS, ...OTHER_PAGES, ...LIBRARIES, ...OPTIONS]
/** How much room things take, and when they were done, differs from run to run. */
const isSteady = (name: string) => !['options-storage', 'library-activity'].includes(name)
const LOOKS = [
  ['en', 'light'],
  ['zh_CN', 'dark'],
] as const

const RENEW =
  'what a screen reader gets has changed: look at the difference, and if it is meant, run UPDATE_GOLDEN=1 npm test -- e2e'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
  mkdirSync(FOLDER, { recursive: true })
})
afterAll(() => stage.close())

/** Numbers of the side bar come when there is time for them: some screens are looked at before, some after. */
function withoutCounts(tree: string): string {
  const [side = '', ...rest] = tree.split(/^(?=main$)/m)
  if (rest.length === 0) return tree
  return [side.replace(/^( +link ".*?) \d+"$/gm, '$1"'), ...rest].join('')
}

/** Compares with the stored text, or stores it where that was asked for. */
function expectGolden(file: string, tree: string): void {
  const path = join(FOLDER, file)
  if (process.env['UPDATE_GOLDEN']) writeFileSync(path, tree)
  const golden = existsSync(path) ? readFileSync(path, 'utf8') : ''
  expect(tree, RENEW).toBe(golden)
}

describe.each(LOOKS)('in %s, %s,', (language, theme) => {
  beforeAll(async () => {
    await stage.set('language', language)
    await stage.set('theme', theme)
  })

  // A screen is opened once for both.
  describe.each(SCREENS)('$name', ({ name, open }) => {
    let opened: Page | undefined
    const screen = async () => {
      opened ??= await open(stage)
      return opened
    }
    afterAll(() => opened?.close())

    it.runIf(isSteady(name))('is the same as ever to a screen reader', async () => {
      const tree = await accessibilityTree(await screen())
      expectGolden(`${name}.${language}.txt`, withoutCounts(tree))
    })

    it('has nothing serious that axe finds', async () => {
      expect(await axeFindings(await screen(), [KEPT_PAGE])).toEqual([])
    })
  })
})

describe('the golden trees', () => {
  it('are those of screens there are', () => {
    const names = SCREENS.map(({ name }) => name).filter(isSteady)
    const wanted = names.flatMap((name) => LOOKS.map(([language]) => `${name}.${language}.txt`))
    const stored = globSync('*.txt', { cwd: FOLDER }).map((path) => basename(path))
    expect(stored.filter((file) => !wanted.includes(file))).toEqual([])
  })
})

describe('axe itself', () => {
  it('finds what is wrong', async () => {
    const page = await stage.extension.open('welcome.html')
    await page.waitForSelector('main')
    await page.evaluate(() => {
      document.body.append(document.createElement('button'))
    })
    expect(await axeFindings(page)).toEqual([expect.stringContaining('button-name')])
    await page.close()
  })
})
