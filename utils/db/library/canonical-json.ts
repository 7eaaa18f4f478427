/** JSON with the fields of every object in order, so that equal rows are equal text. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, inOrder)

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted)
}
