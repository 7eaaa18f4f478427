/** Where lines are left out, and where another version begins. Nobody can type it, so that no words lead across. */
const GAP = '\n\0\n'

/**
 * The text of a link that is searched in several versions, the newest first: of older ones those lines that no newer one
 * has, so that what stayed the same is counted once. This is the text that index and scan agree on.
 */
export function joinVersions(texts: readonly string[]): string {
  const [newest = '', ...older] = texts.filter((text) => text !== '')
  if (older.length === 0) return newest
  const known = new Set(linesOf(newest))
  const parts = older.flatMap((text) => {
    const runs = runsOfNew(linesOf(text), known)
    for (const line of runs.flat()) known.add(line)
    return runs.map((lines) => lines.join('\n'))
  })
  return [newest, ...parts].join(GAP)
}

/** Blank lines mean nothing to a search. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The lines that are not known, those that follow each other together. */
function runsOfNew(lines: readonly string[], known: ReadonlySet<string>): string[][] {
  const runs: string[][] = []
  let isOpen = false
  for (const line of lines) {
    const isNew = !known.has(line)
    if (isNew && isOpen) runs.at(-1)?.push(line)
    else if (isNew) runs.push([line])
    isOpen = isNew
  }
  return runs
}
