/** Records of one transaction: whoever reads the library meanwhile waits for no more than that. */
const AT_ONCE = 100

/** A list as lists of which each is one transaction. */
export const inParts = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / AT_ONCE) }, (_, at) =>
    list.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  )
