import { parseArgs } from 'node:util'
import { complaint } from './complaint.mjs'

export const USAGE = `Usage: npm start [-- URL… --profile DIR --headless]

Builds Linkshot if needed and opens a browser with it, in a fresh profile. Given links are kept.
Without a display it runs headless, keeps the links (or a small sample site), prints what came of it
and writes out/library.png and out/snapshot.png.

  --profile DIR   use and keep this profile
  --headless      as without a display`

const OPTIONS = {
  profile: { type: 'string' },
  headless: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
}

/** The command line as options; a mistake in it is a complaint with exit code 2. */
export function startOptions(args) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    return { ...values, urls: positionals }
  } catch (error) {
    throw complaint(`${error.message}\n\n${USAGE}`, 2)
  }
}
