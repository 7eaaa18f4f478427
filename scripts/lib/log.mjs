const colours = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text)

export const bold = (text) => paint(1, text)
export const dim = (text) => paint(2, text)
export const green = (text) => paint(32, text)
export const red = (text) => paint(31, text)
export const yellow = (text) => paint(33, text)

export function say(text = '') {
  process.stdout.write(`${text}\n`)
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

/** 1234567 → '1.2 MB'. */
export function bytes(count) {
  if (count < 1000) return `${count} B`
  if (count < 1e6) return `${(count / 1000).toFixed(1)} kB`
  return `${(count / 1e6).toFixed(1)} MB`
}
