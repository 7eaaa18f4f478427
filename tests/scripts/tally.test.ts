import { describe, expect, it } from 'vitest'
import { lastLine, tallyVitest } from '../../scripts/lib/tally.mjs'

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

it('the last line is what the machine reads', () => {
  expect(lastLine({ passed: 12, failed: 0, skipped: 1 })).toBe('12 passed, 0 failed')
})
