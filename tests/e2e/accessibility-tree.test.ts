import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIBRARIES, OPTIONS, OTHER_PAGES, POPUPS } from '../support/screens.ts'
import { type Stage, setStage } from '../support/stage.ts'
import { accessibilityTree } from '../support/tree.ts'

const FOLDER = join(import.meta.dirname, '../golden/accessibility')
/** How much room things take differs from run to run. */
const STEADY = OPTIONS.filter(({ name }) => name !== 'options-storage')
const SCREENS = [...POPUPS, ...OTHER_PAGES, ...LIBRARIES, ...STEADY]
const LANGUAGES = ['en', 'zh_CN']

const RENEW =
  'what a screen reader gets has changed: look at the difference, and if it is meant, run UPDATE_GOLDEN=1 npm test -- e2e'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
  mkdirSync(FOLDER, { recursive: true })
})
afterAll(() => stage.close())

/** Compares with the stored text, or stores it where that was asked for. */
function expectGolden(file: string, tree: string): void {
  const path = join(FOLDER, file)
  if (process.env['UPDATE_GOLDEN']) writeFileSync(path, tree)
  const golden = existsSync(path) ? readFileSync(path, 'utf8') : ''
  expect(tree, RENEW).toBe(golden)
}

describe.each(LANGUAGES)('a screen reader in %s gets the same as ever of', (language) => {
  beforeAll(() => stage.set('language', language))

  it.each(SCREENS)('$name', async ({ name, open }) => {
    const page = await open(stage)
    expectGolden(`${name}.${language}.txt`, await accessibilityTree(page))
    await page.close()
  })
})

describe('the golden trees', () => {
  it('are those of screens there are', () => {
    const wanted = SCREENS.flatMap(({ name }) => LANGUAGES.map((each) => `${name}.${each}.txt`))
    const stored = globSync('*.txt', { cwd: FOLDER }).map((path) => basename(path))
    expect(stored.filter((file) => !wanted.includes(file))).toEqual([])
  })
})
