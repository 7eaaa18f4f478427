import { beforeAll, describe, it } from 'vitest'
import { type BrowserName, exceptionOf } from './declared.ts'
import { listPages } from './page-list.ts'
import type { Subject } from './subject.ts'
import { type PageResult, runSuite } from './suite.ts'
import { verdictOf } from './verdict.ts'

const MINUTES = 60_000
const READERS = ['viewer', 'export'] as const

/**
 * One test per page and reader. The pages are run together beforehand, because a browser started for each
 * would take hours. An exception is skipped by its reason, whatever became of it.
 */
export function asTests(browser: BrowserName, open: () => Promise<Subject>): void {
  const pages = listPages()
  let results = new Map<string, PageResult>()

  beforeAll(async () => {
    const all = await runSuite(pages, open, { peers: false })
    results = new Map(all.map((result) => [result.page.name, result]))
  }, 18 * MINUTES)

  describe.each(READERS)(`the %s in ${browser}`, (reader) => {
    for (const { name, declared } of pages) {
      const excepted = exceptionOf(declared, browser, reader)
      it.skipIf(excepted)(excepted ? `${name}: ${excepted}` : `shows ${name}`, () => {
        const result = results.get(name)
        if (!result) throw new Error('was not looked at')
        for (const each of ['live', reader] as const) {
          const { kind, reason } = verdictOf(result, browser, each)
          if (kind === 'failed') throw new Error(`${each}: ${reason}`)
        }
      })
    }
  })
}
