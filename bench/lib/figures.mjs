export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

export const ms = (number) => (number < 10 ? number.toFixed(1) : String(Math.round(number)))

export const kB = (bytes) => (bytes / 1000).toFixed(1)

export const ratio = (a, b) => (b === 0 ? '–' : `${(a / b).toFixed(2)}×`)

/** A Markdown table; the first row is the head. */
export function markdown(rows) {
  const [head = [], ...body] = rows
  const line = (cells) => `| ${cells.join(' | ')} |`
  const rule = line(head.map((_, column) => (column === 0 ? '---' : '---:')))
  return [line(head), rule, ...body.map(line)].join('\n')
}
