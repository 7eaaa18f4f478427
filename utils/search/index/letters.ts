/** What a character is to search. */
export const OTHER = 0
/** Of scripts with blanks between words: found as whole words, or by how they begin. */
export const LETTER = 1
/** Of scripts without: any part of a text is found. */
export const CJK = 2
/** A sign that is looked for by itself, such as an emoji. */
export const SIGN = 3

const IS_CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]$/u
const IS_LETTER = /^[\p{L}\p{N}_]$/u
const IS_SIGN = /^[\p{S}\p{Extended_Pictographic}]$/u
const LAST_PLAIN = 0x7f

/** Known kinds plus one, 0 where nobody asked before. A page that never searches never has it. */
let known: Uint8Array | undefined

/** Which kind a character of a folded text is. */
export function kindOf(codePoint: number): number {
  known ??= new Uint8Array(0x1_0000)
  const kind = known[codePoint]
  if (kind) return kind - 1
  const found = findKind(codePoint)
  if (codePoint < known.length) known[codePoint] = found + 1
  return found
}

function findKind(codePoint: number): number {
  const character = String.fromCodePoint(codePoint)
  if (IS_CJK.test(character)) return CJK
  if (IS_LETTER.test(character)) return LETTER
  return codePoint > LAST_PLAIN && IS_SIGN.test(character) ? SIGN : OTHER
}
