const TOKEN =
  /\/\*[\s\S]*?(?:\*\/|$)|"[^"\\\n\r\f]*(?:\\[\s\S][^"\\\n\r\f]*)*"?|'[^'\\\n\r\f]*(?:\\[\s\S][^'\\\n\r\f]*)*'?|url\(\s*(?!["'\s])[^)\\]*(?:\\[\s\S][^)\\]*)*\)?|\\[\s\S]|[{}()[\];]/gi
const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' }
/** Between two rules: blanks, comments, and the marks that once hid styles from old browsers. */
const BETWEEN = /(?:\s+|\/\*[\s\S]*?(?:\*\/|$)|<!--|-->)*/y

/**
 * The top-level rules of a style sheet as they are written, whether a browser takes them or not. In the
 * block of a rule (`nested`) declarations are among them.
 */
export function splitRules(css: string, nested = false): string[] {
  const rules: string[] = []
  for (let at = skip(css, 0); at < css.length; at = skip(css, at)) {
    const end = ruleEnd(css, at, nested)
    rules.push(css.slice(at, end))
    at = end
  }
  return rules
}

function skip(css: string, from: number): number {
  BETWEEN.lastIndex = from
  return BETWEEN.test(css) ? BETWEEN.lastIndex : from
}

function ruleEnd(css: string, from: number, nested: boolean): number {
  const endsBySemicolon = nested || css[from] === '@'
  const open: string[] = []
  TOKEN.lastIndex = from
  for (let found = TOKEN.exec(css); found; found = TOKEN.exec(css)) {
    const [token] = found
    const closer = CLOSERS[token]
    if (closer) open.push(closer)
    else if (token === open.at(-1)) open.pop()
    if (open.length > 0) continue
    if (token === '}' || (token === ';' && endsBySemicolon)) return TOKEN.lastIndex
  }
  return css.length
}

/** What stands in the block of a rule. */
export function blockOf(rule: string): string {
  const start = rule.indexOf('{') + 1
  return start > 0 ? rule.slice(start, rule.endsWith('}') ? -1 : undefined) : ''
}
