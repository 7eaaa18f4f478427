import { beforeAll, describe, it } from 'vitest'
import { type BrowserName, exceptionOf } from './declared.ts'
import { listPages } from './page-list.ts'
import type { Subject } from './subject.ts'
import { type PageResult, runSuite } from './suite.ts'
import { verdictOf } from './verdict.ts'

const MINUTES = 60_000
const READERS = ['viewer', 'export'] as const
const COLUMNS = ['live', ...READERS] as const
/** More failures than this are no accident. */
const FEW = 12

const fails = (result: PageResult, browser: BrowserName, column: (typeof COLUMNS)[number]) =>
  verdictOf(result, browser, column).kind === 'failed'

/**
 * One test per page and reader. The pages are run together beforehand, because a browser started for each
 * would take hours. An exception is skipped by its reason, whatever became of it.
 */
export function asTests(
  browser: BrowserName,
  open: () => Promise<Subject>,
  pages = listPages(),
): void {
  let results = new Map<string, PageResult>()

  beforeAll(async () => {
    const look = (at: typeof pages) => runSuite(at, open, { peers: false })
    const all = await look(pages)
    const failed = all.filter((result) => COLUMNS.some((each) => fails(result, browser, each)))
    // A browser that stumbles over one page of hundreds says nothing about it: those are kept once more.
    const again =
      failed.length > 0 && failed.length < FEW ? await look(failed.map((r) => r.page)) : []
    for (const { page } of again) console.info(`${page.name} was looked at twice`)
    results = new Map([...all, ...again].map((result) => [result.page.name, result]))
  }, 30 * MINUTES)

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
