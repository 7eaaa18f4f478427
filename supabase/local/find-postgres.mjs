import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The least version whose SQL the migrations use. */
export const LEAST_VERSION = 15

/** Folders that distributions and Homebrew put each version's programs in. */
const VERSIONED = [
  ['/usr/lib/postgresql', 'bin'],
  ['/usr/local/lib/postgresql', 'bin'],
  ['/opt/homebrew/opt', 'bin'],
  ['/usr/local/opt', 'bin'],
]

/**
 * Folder with `initdb` and `postgres`, the newest version first, or undefined. `LINKSHOT_POSTGRES` names one.
 * Debian keeps them out of PATH, since several versions may be installed beside each other.
 */
export function findPostgres(env = process.env) {
  const named = env.LINKSHOT_POSTGRES ? [env.LINKSHOT_POSTGRES] : []
  const usual = VERSIONED.flatMap(([base, bin]) =>
    versionsIn(base).map((name) => join(base, name, bin)),
  )
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean)
  return [...named, ...usual, ...onPath].find(hasPrograms)
}

function versionsIn(base) {
  if (!existsSync(base)) return []
  return readdirSync(base)
    .map((name) => ({ name, version: Number(/^(?:postgresql@)?(\d+)$/.exec(name)?.[1] ?? 0) }))
    .filter(({ version }) => version >= LEAST_VERSION)
    .sort((a, b) => b.version - a.version)
    .map(({ name }) => name)
}

const hasPrograms = (folder) =>
  ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))
