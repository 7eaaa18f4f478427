/**
 * Something the person at the keyboard can put right: shown as its message alone, without a stack.
 * `code` becomes the exit code.
 */
export function complaint(message, code = 1) {
  return Object.assign(new Error(message), { complaint: true, code })
}

/** Runs a command's body; whatever it throws ends as one message and a non-zero exit code. */
export async function runMain(body) {
  try {
    // exitCode instead of exit(): what was written to a pipe still gets out.
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    process.stderr.write(`\n${error?.complaint ? error.message : (error?.stack ?? error)}\n`)
    process.exitCode = error?.code && error.complaint ? error.code : 1
  }
}
