/**
 * Whether what npm says it installed (node_modules/.package-lock.json, written last) is what
 * package-lock.json asks for. Optional packages are for other systems and may be absent.
 */
export function lockMatches(wanted, installed) {
  const asked = wanted?.packages ?? {}
  const found = installed?.packages ?? {}
  const paths = Object.keys(asked).filter((path) => path !== '')
  if (paths.length === 0) return false
  const present = paths.every((path) =>
    found[path] ? found[path].version === asked[path].version : mayBeAbsent(asked[path]),
  )
  return present && Object.keys(found).every((path) => path in asked)
}

function mayBeAbsent(entry) {
  return Boolean(entry.optional || entry.devOptional || entry.peer)
}
