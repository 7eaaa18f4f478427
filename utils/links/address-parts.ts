/** An address cut up for the rules; what its letters mean is never changed. */
export interface AddressParts {
  /** With its colon. */
  scheme: string
  /** 'user:password@', mostly ''. */
  login: string
  host: string
  /** ':8080', '' for the scheme's own. */
  port: string
  path: string
  /** As they stand between the ampersands. */
  query: string[]
  /** Where it is a route, '' for a place in the page. */
  hash: string
}

/** Mean the same with and without their code, whatever reads them (RFC 3986, 2.3). */
const UNRESERVED = /[\w.~-]/

/**
 * What an address may not hold undecoded (RFC 3986, 2.2 and 2.3) and browsers leave as it is, each engine
 * its own.
 */
const CODED = /%[0-9a-f]{2}|["<>[\\\]^`{|} ]/gi

/** Most addresses have none of it. */
const ODD = /[%"<>[\\\]^`{|} ]/

/** One spelling for codes that mean the same: letters as letters, other codes in capitals. */
export function evenCodes(text: string): string {
  if (!ODD.test(text)) return text
  return text.replace(CODED, (found, at: number) => {
    if (found.length === 1) return `%${found.charCodeAt(0).toString(16).toUpperCase()}`
    const sign = String.fromCharCode(Number.parseInt(found.slice(1), 16))
    // After a percent sign that begins no code the letter would make it one: '%%30a'.
    const joins = text[at - 1] === '%' || text[at - 2] === '%'
    return UNRESERVED.test(sign) && !joins ? sign : found.toUpperCase()
  })
}

/** Fragments that scripts take for the address of what they show. */
const ROUTE = /^#[!/?]/

/** What marks a text in the page rather than a page. */
const TEXT_FRAGMENT = /:~:.*$/

const routeOf = (hash: string): string => {
  const route = hash.replace(TEXT_FRAGMENT, '')
  return ROUTE.test(route) ? evenCodes(route) : ''
}

/** The parts of a web address, all that can be said without knowing the site evened out. */
export function partsOf(url: URL): AddressParts {
  return {
    scheme: url.protocol,
    login: loginOf(url),
    // A dot at the end only says that the name is whole.
    host: url.hostname.replace(/(?<=[^.])\.$/, ''),
    port: url.port === '' ? '' : `:${url.port}`,
    path: evenCodes(url.pathname),
    query: parametersOf(url.search),
    hash: routeOf(url.hash),
  }
}

function parametersOf(search: string): string[] {
  if (search === '') return []
  return evenCodes(search.slice(1))
    .split('&')
    .filter((part) => part !== '')
}

const loginOf = ({ username, password }: URL): string => {
  if (username === '' && password === '') return ''
  return `${username}${password === '' ? '' : `:${password}`}@`
}

export function joinParts(parts: AddressParts): string {
  const { scheme, login, host, port, path, query, hash } = parts
  return `${scheme}//${login}${host}${port}${path}${queryText(query)}${hash}`
}

export const queryText = (query: readonly string[]): string =>
  query.length === 0 ? '' : `?${query.join('&')}`

/** The name of a parameter, as it is spelled. */
export const nameOf = (parameter: string): string => parameter.split('=', 1)[0] ?? ''

/** The value of the first parameter of a name. */
export function valueIn(query: readonly string[], name: string): string | undefined {
  return query.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** Addresses without a host, and those of other protocols, whose parts mean other things. */
export const isWeb = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:'

/** The address of a page of another protocol: without the place in it. */
export function plainAddress(url: URL): string {
  const whole = url.href.slice(0, url.href.length - url.hash.length)
  const [, head = '', rest = ''] = /^([^/]*\/\/[^/]*)?(.*)$/s.exec(whole) ?? []
  return `${head}${evenCodes(rest).replace(/^([^?]*)\?$/, '$1')}${routeOf(url.hash)}`
}
