/** Counts of a test run. A step is one test; a vitest run brings its own numbers. */
export const emptyTally = () => ({ passed: 0, failed: 0, skipped: 0, failures: [], flaky: [] })

export const addTallies = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  failures: [...a.failures, ...b.failures],
  flaky: [...a.flaky, ...b.flaky],
})

export const tallyStep = (ok, name) =>
  ok ? { ...emptyTally(), passed: 1 } : { ...emptyTally(), failed: 1, failures: [`step ${name}`] }

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
  const named = failuresOf(report)
  return {
    passed,
    failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    failures: failed > 0 && named.length === 0 ? [`no test, but exit code ${exitCode}`] : named,
    flaky: [],
  }
}

/** Paths of the files in which something failed. */
export const brokenFiles = (report) =>
  (report?.testResults ?? []).filter(({ status }) => status === 'failed').map(({ name }) => name)

/** A run whose broken files were run again by themselves: they failed only if they did so again. */
export function withSecondRun(first, again) {
  if (again.failed > 0) return first
  return {
    ...first,
    passed: first.passed + first.failed,
    failed: 0,
    failures: [],
    flaky: first.failures,
  }
}

/** A line for each failed test and each file that failed as a whole, with the first line of why. */
function failuresOf(report) {
  return (report?.testResults ?? []).flatMap((file) => {
    if (isBrokenFile(file))
      return [`${fileName(file.name)}: ${firstLine(file.message) || 'a hook'}`]
    return (file.assertionResults ?? [])
      .filter((test) => test.status === 'failed')
      .map(
        (test) =>
          `${fileName(file.name)} > ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`,
      )
  })
}

/** A test file's path from the project's root. */
export const fileName = (path) => (path ?? '').replace(/^.*\/tests\//, 'tests/')
const firstLine = (text) => (text ?? '').split('\n', 1)[0]

/** Failed as a whole: its import threw or a hook did, so no test of it is marked failed. */
function isBrokenFile(file) {
  const tests = file.assertionResults ?? []
  return file.status === 'failed' && !tests.some((test) => test.status === 'failed')
}

export const lastLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`
