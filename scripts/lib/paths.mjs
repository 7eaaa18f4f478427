import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, wherever the command was started from. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const BIN = join(ROOT, 'node_modules', '.bin')

/** Pictures and reports for people; never part of a build. */
export const OUT = join(ROOT, 'out')
