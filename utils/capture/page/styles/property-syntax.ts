const NUMBER = String.raw`^[-+]?[\d.]+(?:e[-+]?\d+)?`

/** Types by what their computed values look like, parentheses emptied; the first that fits. */
const TYPES: [name: string, looks: RegExp][] = [
  ['<number>', new RegExp(`${NUMBER}$`)],
  ['<length>', new RegExp(`${NUMBER}px$`)],
  ['<percentage>', new RegExp(`${NUMBER}%$`)],
  ['<length-percentage>', /^calc\(/],
  ['<angle>', new RegExp(`${NUMBER}deg$`)],
  ['<time>', new RegExp(`${NUMBER}s$`)],
  ['<resolution>', new RegExp(`${NUMBER}d`)],
  ['<color>', /^(?:rgba?|hsla?|hwb|(?:ok)?l(?:ab|ch)|color)\(|^(?:currentcolor|transparent)$/i],
  ['<image>', /^(?:url|[\w-]*gradient|image-set|cross-fade)\(/],
  ['<string>', /^["']/],
  ['<custom-ident>', /^[a-z_-][\w-]*$/i],
]

/** The syntax of a registered property that has these computed values. */
export function syntaxOf(values: readonly string[]): string {
  const syntaxes = new Set(values.filter(Boolean).map(syntaxOfOne))
  return syntaxes.has('*') ? '*' : [...syntaxes].join(' | ') || '*'
}

function syntaxOfOne(value: string): string {
  const flat = emptied(value)
  if (/^(?:matrix|translate|rotate|scale|skew|perspective)/.test(flat)) return '<transform-list>'
  const [separator, sign] = flat.includes(',') ? [',', '#'] : [' ', '+']
  const items = flat.split(separator)
  const types = new Set(items.map((item) => typeOf(item.trim())))
  const [type] = types
  if (types.size > 1 || !type) return '*'
  return items.length > 1 ? type + sign : type
}

const typeOf = (item: string): string | undefined =>
  TYPES.find(([, looks]) => looks.test(item))?.[0]

/** Without what stands in parentheses, which may hold blanks and commas of its own. */
function emptied(value: string): string {
  let depth = 0
  let text = ''
  for (const char of value) {
    if (char === ')') depth--
    if (depth === 0) text += char
    if (char === '(') depth++
  }
  return text
}
