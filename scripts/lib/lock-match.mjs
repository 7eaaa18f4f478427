/**
 * Whether what npm says it installed (node_modules/.package-lock.json, written last) is what
 * package-lock.json asks for. Optional packages are for other systems: they may be absent, and may be
 * there without being in a lock file that was written on another system.
 */
export function lockMatches(wanted, installed) {
  const asked = wanted?.packages ?? {}
  const found = installed?.packages ?? {}
  const paths = Object.keys(asked).filter((path) => path !== '')
  if (paths.length === 0) return false
  const present = paths.every((path) =>
    found[path] ? found[path].version === asked[path].version : mayBeAbsent(asked[path]),
  )
  return present && Object.keys(found).every((path) => path in asked || mayBeAbsent(found[path]))
}

function mayBeAbsent(entry) {
  return Boolean(entry.optional || entry.devOptional || entry.peer)
}

/** Whether the lock file was made from this package.json: both name the same direct dependencies. */
export function lockIsCurrent(manifest, lock) {
  const root = lock?.packages?.['']
  if (!manifest || !root) return false
  return ['dependencies', 'devDependencies'].every((field) =>
    sameEntries(manifest[field] ?? {}, root[field] ?? {}),
  )
}

function sameEntries(a, b) {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}
