import { decodeEntities } from './entities.ts'

/** A piece of an HTML text. Comments, scripts and styles are passed by. */
export type HtmlPart =
  | { kind: 'text'; text: string }
  | { kind: 'open'; name: string; attributes: (name: string) => string }
  | { kind: 'close'; name: string }

/** What is in them is not read as markup. */
const RAW = new Set(['script', 'style', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes'])

const NAME = /\/?([a-z][^\s/>]*)/iy

/** The parts of an HTML text in their order; each character is looked at a fixed number of times. */
export function* htmlParts(html: string): Generator<HtmlPart> {
  let at = 0
  while (at < html.length) {
    const less = html.indexOf('<', at)
    const textEnd = less < 0 ? html.length : less
    if (textEnd > at) yield { kind: 'text', text: html.slice(at, textEnd) }
    if (less < 0) return
    NAME.lastIndex = less + 1
    const name = NAME.exec(html)?.[1]?.toLowerCase()
    if (name === undefined) {
      at = afterOther(html, less)
      if (at === less + 1) yield { kind: 'text', text: '<' }
      continue
    }
    const end = tagEnd(html, less + 1)
    const closes = html[less + 1] === '/'
    const text = html.slice(less + 1 + name.length, end)
    if (closes) yield { kind: 'close', name }
    else yield { kind: 'open', name, attributes: (wanted) => attributeOf(text, wanted) }
    at = RAW.has(name) && !closes ? rawEnd(html, name, end) : end + 1
  }
}

/** Where a comment, a declaration or a lone '<' ends. */
function afterOther(html: string, less: number): number {
  const comment = html.startsWith('!--', less + 1)
  if (!comment && !/[!?/]/.test(html[less + 1] ?? '')) return less + 1
  const end = html.indexOf(comment ? '-->' : '>', less + 2)
  if (end < 0) return html.length
  return end + (comment ? 3 : 1)
}

const STOPS = /[>"']/g

/** The place of the '>' that ends a tag; one in quotes does not. */
function tagEnd(html: string, from: number): number {
  let at = from
  for (;;) {
    STOPS.lastIndex = at
    const stop = STOPS.exec(html)
    if (!stop) return html.length
    if (stop[0] === '>') return stop.index
    if (!isValue(html, stop.index)) {
      at = stop.index + 1
      continue
    }
    const close = html.indexOf(stop[0], stop.index + 1)
    if (close < 0) return html.length
    at = close + 1
  }
}

/** Whether a quote begins a value; within one that has no quotes it is a letter like others. */
const isValue = (html: string, quote: number): boolean =>
  /=\s*$/.test(html.slice(Math.max(0, quote - 20), quote))

function rawEnd(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}`, 'gi')
  closing.lastIndex = from
  return closing.exec(html)?.index ?? html.length
}

const ATTRIBUTE = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

/** The value of an attribute, its name where it has none, '' where it is not there. */
function attributeOf(tag: string, wanted: string): string {
  for (const [, name = '', double, single, bare] of tag.matchAll(ATTRIBUTE)) {
    if (name.toLowerCase() === wanted) return decodeEntities(double ?? single ?? bare ?? name)
  }
  return ''
}
