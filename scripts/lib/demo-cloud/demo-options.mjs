import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { complaint } from '../complaint.mjs'
import { OUT } from '../paths.mjs'

export const USAGE = `Usage: npm run demo:cloud [-- --headless --out DIR]

Plays a Supabase project on this computer, on a real PostgreSQL, and signs two browsers in to it as one
user: what is kept in one appears in the other. It stays until Ctrl-C and leaves nothing behind.
Without a display it keeps a few pages by itself, prints what came of it and writes pictures.

  --headless   as without a display
  --out DIR    folder of the pictures (out)`

const OPTIONS = {
  headless: { type: 'boolean', default: false },
  out: { type: 'string' },
  help: { type: 'boolean', default: false },
}

/** The command line as options; a mistake in it is a complaint with exit code 2. */
export function demoOptions(args) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS })
    return { ...values, out: values.out === undefined ? OUT : resolve(values.out) }
  } catch (error) {
    throw complaint(`${error.message}\n\n${USAGE}`, 2)
  }
}
