import { type AddressParts, nameOf, valueIn } from './address-parts.ts'
import { CHINESE } from './sites/chinese.ts'
import type { SiteRule } from './sites/rule.ts'
import { SHOPS } from './sites/shops.ts'
import { WORLD } from './sites/world.ts'

interface Prepared extends Omit<SiteRule, 'hosts' | 'drop' | 'only' | 'first'> {
  drops: (parameter: string) => boolean
  only: string[]
  first: string[]
}

const RULES = new Map<string, Prepared[]>()
for (const { hosts, drop = '', only = '', first = '', ...rule } of [
  ...WORLD,
  ...SHOPS,
  ...CHINESE,
]) {
  const prepared = { ...rule, drops: dropper(drop), only: words(only), first: words(first) }
  for (const host of words(hosts)) RULES.set(host, [...(RULES.get(host) ?? []), prepared])
}

function words(text: string): string[] {
  return text === '' ? [] : text.split(' ')
}

function dropper(drop: string): (parameter: string) => boolean {
  if (drop === '*') return () => true
  const all = new Set(words(drop).map((each) => (each.includes('=') ? each : each.toLowerCase())))
  const beginnings = [...all].filter((each) => each.endsWith('*')).map((each) => each.slice(0, -1))
  return (parameter) => {
    const name = nameOf(parameter).toLowerCase()
    return all.has(name) || all.has(parameter) || beginnings.some((each) => name.startsWith(each))
  }
}

/** The address as the site itself would write it, where that is certain. */
export function bySite(parts: AddressParts): AddressParts {
  // Another port or a login is another server's business.
  if (parts.port !== '' || parts.login !== '') return parts
  const rules = RULES.get(parts.host)
  if (!rules) return parts
  let now = parts
  for (const rule of rules) now = byRule(now, rule)
  // A rule may lead to another host, which has rules of its own.
  return now.host === parts.host ? now : bySite(now)
}

function byRule(parts: AddressParts, rule: Prepared): AddressParts {
  const found = rule.path ? rule.path.exec(parts.path) : []
  if (!found) return parts
  const filled = (text: string) =>
    text.replace(/\$(\d)/g, (_, at: string) => found[Number(at)] ?? '')
  const query = rule.query === undefined ? parts.query : [filled(rule.query), ...parts.query]
  const identified =
    rule.only.length > 0 && rule.only.every((name) => (valueIn(query, name) ?? '') !== '')
  if (rule.only.length > 0 && !identified) return parts
  const kept = identified
    ? pick(query, rule.only)
    : inOrder(
        query.filter((each) => !rule.drops(each)),
        rule.first,
      )
  return {
    ...parts,
    ...(rule.home === undefined ? {} : { scheme: 'https:', host: rule.home }),
    path: rule.as === undefined ? parts.path : filled(rule.as),
    query: kept,
  }
}

const pick = (query: string[], names: string[]): string[] =>
  names.map((name) => `${name}=${valueIn(query, name) ?? ''}`)

function inOrder(query: string[], first: string[]): string[] {
  if (first.length === 0) return query
  const front = first.flatMap((name) => query.filter((each) => nameOf(each) === name))
  return [...front, ...query.filter((each) => !first.includes(nameOf(each)))]
}
