import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** All files below the given files and folders, sorted; what does not exist is left out. */
export function filesBelow(root, paths) {
  return paths.flatMap((path) => walk(root, join(root, path))).sort()
}

function walk(root, path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return []
  if (!stat.isDirectory()) return [relative(root, path).split(sep).join('/')]
  return readdirSync(path).flatMap((name) => walk(root, join(path, name)))
}

/** One hash over names and contents: changes when a file changes, comes, goes or moves. */
export function hashFiles(root, paths) {
  const hash = createHash('sha256')
  for (const name of filesBelow(root, paths)) {
    const body = readFileSync(join(root, name))
    // The length keeps the border between a name and a body unambiguous.
    hash.update(`${name}\0${body.length}\0`).update(body)
  }
  return hash.digest('hex')
}
