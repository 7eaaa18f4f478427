const NUMBER = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`
const typed = (units: string): RegExp => new RegExp(`^${NUMBER}(?:${units})$`, 'i')

/** Types by what their computed values look like; the first that fits. */
const TYPES: [name: string, looks: RegExp][] = [
  ['<number>', typed('')],
  ['<length>', typed('px')],
  ['<percentage>', typed('%')],
  ['<length-percentage>', /^calc\(.*%/],
  ['<angle>', typed('deg')],
  ['<time>', typed('s|ms')],
  ['<resolution>', typed('dppx|dpi|x')],
  [
    '<color>',
    /^(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|color-mix)a?\(|^#|^(?:currentcolor|transparent)$/i,
  ],
  ['<transform-list>', /^(?:matrix|translate|rotate|scale|skew|perspective)/i],
  ['<image>', /^(?:url|[\w-]*gradient|image-set|cross-fade)\(/i],
  ['<string>', /^["']/],
  ['<custom-ident>', /^-?[a-z_][\w-]*$/i],
]

/** The syntax of a registered property that all these computed values have in common. */
export function syntaxOf(values: readonly string[]): string {
  const syntaxes = new Set(values.filter(Boolean).map(syntaxOfOne))
  if (syntaxes.has('*')) return '*'
  if (syntaxes.has('<length-percentage>')) {
    syntaxes.delete('<length>')
    syntaxes.delete('<percentage>')
  }
  return [...syntaxes].join(' | ') || '*'
}

function syntaxOfOne(value: string): string {
  const one = typeOf(value)
  if (one) return one
  const [items, sign] = value.includes(',')
    ? [splitTop(value, ','), '#']
    : [splitTop(value, ' '), '+']
  const types = new Set(items.map(typeOf))
  const [type] = types
  return types.size === 1 && type ? type + sign : '*'
}

const typeOf = (value: string): string | undefined =>
  splitTop(value, ',').length > 1 ||
  (splitTop(value, ' ').length > 1 && !/^[a-z]+\(.*\)$/i.test(value))
    ? undefined
    : TYPES.find(([, looks]) => looks.test(value))?.[0]

/** Splits at a character that stands in no parentheses. */
function splitTop(value: string, at: ',' | ' '): string[] {
  const parts = ['']
  let depth = 0
  for (const char of value) {
    if (char === '(') depth++
    else if (char === ')') depth--
    if (char === at && depth === 0) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map((part) => part.trim()).filter(Boolean)
}
