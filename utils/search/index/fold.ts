import { SIMPLIFIED, TRADITIONAL } from './han-table.ts'

const PLAIN = /^[\0-\x7f]*$/
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu

const FIRST_HAN = 0x3400
/** Lower case has another sigma at the end of a word, which what begins so has not. */
const FINAL_SIGMA = /ς/g

let table: Map<number, string> | undefined

/** Made when it is needed first: what reads no Chinese never makes it. */
function simplifiedBy(): Map<number, string> {
  table ??= new Map(
    Array.from(TRADITIONAL, (from, at) => [from.charCodeAt(0), SIMPLIFIED.charAt(at)]),
  )
  return table
}

/**
 * Form in which texts are compared: width, case, accents of Latin and Greek letters, Traditional and simplified
 * Chinese are made one, and so are blanks.
 */
export function foldText(text: string): string {
  const folded = PLAIN.test(text)
    ? text
    : simplify(text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC'))
  return folded.toLowerCase().replace(FINAL_SIGMA, 'σ').replace(/\s+/g, ' ')
}

/** One character for one: places in the text stay where they are. */
function simplify(text: string): string {
  const by = simplifiedBy()
  let simple = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const other = code < FIRST_HAN ? undefined : by.get(code)
    if (other === undefined) continue
    simple += text.slice(from, at) + other
    from = at + 1
  }
  return simple + text.slice(from)
}
