import type { LinkState } from '../../model/link.ts'
import { splitPath } from '../../model/tag-tree.ts'
import { foldText } from '../index/fold.ts'
import { daySpan } from './day-span.ts'
import { type MatchText, matchText } from './match-text.ts'
import type { Condition, QueryNode, TermKey } from './query-tree.ts'
import { hostNameOf } from './read-site.ts'
import type { Field } from './vocabulary.ts'

/** What a query asks of a link. */
export interface SearchedLink {
  title: string
  url: string
  note: string
  /** The text of its page, '' where there is none. */
  text: string
  /** Paths of its tags; the aliases of a tag may be among them. */
  tags: readonly string[]
  lang: string
  state: LinkState
  starred: boolean
  /** Its page could not be kept. */
  broken: boolean
  hasSnapshot: boolean
  createdAt: number
}

/** Whether a link is what a query asks for. What an index finds has to be the same. */
export function evaluateQuery(
  node: QueryNode,
  link: SearchedLink,
  now = Date.now(),
  match = matchText,
): boolean {
  const holds = (part: QueryNode): boolean => evaluateQuery(part, link, now, match)
  if (node.kind === 'term') return meets(node, link, now, match)
  if (node.kind === 'not') return !holds(node.part)
  return node.kind === 'or' ? node.parts.some(holds) : node.parts.every(holds)
}

/** Links in the trash are found only where they are asked for by name. */
export const asksForTrash = (node: QueryNode): boolean => {
  if (node.kind === 'term') return node.key === 'is' && node.value === 'trash'
  return (node.kind === 'not' ? [node.part] : node.parts).some(asksForTrash)
}

function meets(term: Condition, link: SearchedLink, now: number, match: MatchText): boolean {
  const { key, value, exact } = term
  switch (key) {
    case 'tag':
      return link.tags.some((path) => isInside(foldText(path), foldText(value)))
    case 'site':
      return isOnSite(link.url, value)
    case 'before':
    case 'after':
    case 'on':
      return isAt(link.createdAt, key, daySpan(value, now))
    case 'is':
      return value === 'starred' || value === 'broken' ? link[value] : link.state === value
    case 'has':
      return hasPart(link, value)
    case 'lang':
      return isInside(partsOf(link.lang), partsOf(value))
    case 'address':
      return addressKey(link.url).startsWith(addressKey(value))
    default:
      return textsOf(link, key).some((text) => match(text, value, exact))
  }
}

function textsOf(link: SearchedLink, key: Field | 'any'): readonly string[] {
  const { title, note, text, url, tags } = link
  if (key === 'any') return [title, note, text, ...textsOf(link, 'url'), ...tags]
  return key === 'url' ? [url, decoded(url)] : [link[key]]
}

/** Whether a path is another one, or goes on from there. */
export function isInside(path: string, outer: string): boolean {
  const names = splitPath(path)
  return splitPath(outer).every((name, depth) => names[depth] === name)
}

/** 'zh-CN' and 'zh_CN' are inside of 'zh'. */
const partsOf = (lang: string): string => foldText(lang).replace(/[-_]/g, '/')

/** A name without a dot is any part of a host: nobody should have to know how a site ends. */
function isOnSite(address: string, site: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  const [, name = '', path = ''] = /^([^/]*)(.*)/s.exec(site) ?? []
  const wanted = hostNameOf(name)
  const host = wanted.includes(':') ? url.host : url.hostname
  const isNamed = !wanted.includes('.') && host.split('.').includes(wanted)
  if (!isNamed && !`.${host}`.endsWith(`.${wanted}`)) return false
  return isInside(foldText(decoded(url.pathname)), foldText(decoded(path)))
}

/** `after` begins with the day it names and `before` ends with it, so that they are each other's opposite. */
function isAt(time: number, key: TermKey, { from, to }: { from: number; to: number }): boolean {
  if (key === 'before') return time < from
  return time >= from && (key === 'after' || time < to)
}

const hasPart = ({ hasSnapshot, note, tags }: SearchedLink, part: string): boolean =>
  part === 'snapshot' ? hasSnapshot : (part === 'note' ? note.trim() : tags).length > 0

/** Addresses are looked for by their beginning, whatever stands around them. */
export const addressKey = (address: string): string =>
  foldText(decoded(address)).replace(/^[a-z][a-z0-9+.-]*:\/\/(?:www\.)?|(?<![/#?])[/#?]+$/g, '')

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
