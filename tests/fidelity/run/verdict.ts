import { type BrowserName, exceptionOf, type Reader } from './declared.ts'
import type { PageResult } from './suite.ts'

/** What a result means where a page says what can't be had. */
export interface Verdict {
  kind: 'passed' | 'failed' | 'excepted' | 'unexpected pass'
  reason: string
}

/** The live page is part of both readers: what was changed or not there can't be kept. */
export function verdictOf(
  { page, wrong }: PageResult,
  browser: BrowserName,
  reader: Reader | 'live',
): Verdict {
  const reasons = wrong[reader] ?? ['was not looked at']
  const except = exceptionOf(page.declared, browser, reader)
  const [first = ''] = reasons
  if (except && first === '') return { kind: 'unexpected pass', reason: except }
  if (except) return { kind: 'excepted', reason: except }
  return { kind: first === '' ? 'passed' : 'failed', reason: reasons.join('; ') }
}
