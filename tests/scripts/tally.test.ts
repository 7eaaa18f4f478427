import { describe, expect, it } from 'vitest'
import { brokenFiles, lastLine, tallyVitest, withSecondRun } from '../../scripts/lib/tally.mjs'

const report = (parts: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  testResults: [],
  ...parts,
})

describe('a vitest run counts', () => {
  it.each([
    ['its tests', report({}), 0, { passed: 3, failed: 0 }],
    ['failed tests', report({ numFailedTests: 2, success: false }), 1, { passed: 3, failed: 2 }],
    ['no report as a failure', undefined, 1, { passed: 0, failed: 1 }],
    ['no tests as a failure', report({ numPassedTests: 0 }), 0, { passed: 0, failed: 1 }],
    ['a crash after its tests as a failure', report({}), 1, { passed: 3, failed: 1 }],
    [
      'a file that did not load as a failure',
      report({ success: false, testResults: [{ status: 'failed', assertionResults: [] }] }),
      1,
      { passed: 3, failed: 1 },
    ],
    [
      'a failed test once',
      report({
        numFailedTests: 1,
        success: false,
        testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }],
      }),
      1,
      { passed: 3, failed: 1 },
    ],
  ])('%s', (_what, given, code, expected) => {
    expect(tallyVitest(given, code)).toMatchObject(expected)
  })
})

it('what failed is named', () => {
  const failed = (fullName: string, message: string) => ({
    status: 'failed',
    fullName,
    failureMessages: [message],
  })
  const given = report({
    success: false,
    testResults: [
      {
        name: '/there/tests/e2e/one.test.ts',
        status: 'failed',
        assertionResults: [{ status: 'passed', fullName: 'a' }, failed('b c', 'Error: no\nat b')],
      },
      { name: '/there/tests/unit/two.test.ts', status: 'failed', message: 'SyntaxError' },
    ],
  })
  expect(tallyVitest(given, 1).failures).toEqual([
    'tests/e2e/one.test.ts > b c: Error: no',
    'tests/unit/two.test.ts: SyntaxError',
  ])
  expect(tallyVitest(undefined, 137).failures).toEqual(['no test, but exit code 137'])
})

describe('a second run of what failed', () => {
  const failed = report({
    numFailedTests: 1,
    success: false,
    testResults: [
      { name: '/there/tests/e2e/whole.test.ts', status: 'passed', assertionResults: [] },
      {
        name: '/there/tests/e2e/one.test.ts',
        status: 'failed',
        assertionResults: [{ status: 'failed', fullName: 'a', failureMessages: ['Error: no'] }],
      },
    ],
  })
  const first = tallyVitest(failed, 1)
  const name = 'tests/e2e/one.test.ts > a: Error: no'

  it('is of the files that failed', () => {
    expect(brokenFiles(failed)).toEqual(['/there/tests/e2e/one.test.ts'])
    expect(brokenFiles(undefined)).toEqual([])
  })

  it('that passes makes them flaky, and says so', () => {
    const tally = withSecondRun(first, tallyVitest(report({ numPassedTests: 1 }), 0))
    expect(tally).toMatchObject({ passed: 4, failed: 0, failures: [], flaky: [name] })
  })

  it.each([
    ['fails again', tallyVitest(failed, 1)],
    ['crashes', tallyVitest(undefined, 137)],
    ['finds no test', tallyVitest(report({ numPassedTests: 0 }), 0)],
  ])('that %s changes nothing', (_what, again) => {
    expect(withSecondRun(first, again)).toEqual(first)
  })
})

it('the last line is what the machine reads', () => {
  expect(lastLine({ passed: 12, failed: 0, skipped: 1 })).toBe('12 passed, 0 failed')
})
