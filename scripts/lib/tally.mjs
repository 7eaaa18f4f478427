/** Counts of a test run. A step is one test; a vitest run brings its own numbers. */
export const emptyTally = () => ({ passed: 0, failed: 0, skipped: 0 })

export const addTallies = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

export const tallyStep = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })

/**
 * What a vitest run came to, from its JSON report. Everything that is not a plain success counts as at
 * least one failure: no report, no test, a file that did not load, an exit code without a failed test.
 */
export function tallyVitest(report, exitCode) {
  const passed = report?.numPassedTests ?? 0
  const broken = (report?.testResults ?? []).filter(isBrokenFile).length
  const counted = (report?.numFailedTests ?? 0) + broken
  const unexplained = exitCode !== 0 || passed === 0 || report?.success !== true
  const failed = counted === 0 && unexplained ? 1 : counted
  return { passed, failed, skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0) }
}

/** Failed as a whole: its import threw or a hook did, so no test of it is marked failed. */
function isBrokenFile(file) {
  const tests = file.assertionResults ?? []
  return file.status === 'failed' && !tests.some((test) => test.status === 'failed')
}

export const lastLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`
