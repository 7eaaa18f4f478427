import { type Condition, isOfWords, type QueryNode } from './query-tree.ts'
import { quote } from './quotes.ts'
import { isBare, readTokens } from './read-tokens.ts'
import { cutStar, isAddress } from './read-value.ts'
import { choicesOf, KEYS, type Language, nameIn } from './vocabulary.ts'

/** The canonical text of a tree: parsed again, it is the same tree. */
export function printQuery(node: QueryNode, language: Language = 'en'): string {
  const inGroup = (part: QueryNode) => {
    const printed = printQuery(part, language)
    return part.kind === 'term' || part.kind === 'not' ? printed : `(${printed})`
  }
  if (node.kind === 'term') return printTerm(node, language)
  if (node.kind === 'not') return negate(inGroup(node.part))
  if (node.kind === 'or') return node.parts.map(inGroup).join(' OR ')
  return node.parts.map((part) => printQuery(part, language)).join(' ')
}

/** A word may begin with dashes of its own, and then a dash before it says nothing. */
const negate = (text: string): string => (/^[-－−]/.test(text) ? `NOT ${text}` : `-${text}`)

function printTerm(term: Condition, language: Language): string {
  const { key, value } = term
  if (key === 'any') return printWords(term)
  if (key === 'address')
    return isBare(value) ? value : `${nameIn(KEYS.url, language)}:${quote(value)}`
  const name = choicesOf(key)[value]
  const printed = isOfWords(key)
    ? printWords(term)
    : name
      ? nameIn(name, language)
      : bareOrQuoted(value)
  return `${nameIn(KEYS[key], language)}:${printed}`
}

function printWords({ key, value, exact }: Condition): string {
  if (exact) return quote(value)
  const plain = key === 'any' ? isPlainWord(value) : isBare(value)
  return plain && cutStar(value, false) === value ? value : quote(`${value}*`)
}

/** Whether a text reads as a word: a phrase that was not finished may be anything. */
function isPlainWord(text: string): boolean {
  const [token] = readTokens(text)
  return token?.kind === 'value' && token.value === text && !token.quoted && !isAddress(text)
}

export const bareOrQuoted = (value: string): string => (isBare(value) ? value : quote(value))
