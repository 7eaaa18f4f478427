import { type AddressParts, isWeb, nameOf, queryText, valueIn } from './address-parts.ts'
import { keyPartsOf, urlKeyOf } from './url-key.ts'

/**
 * A looser form of an address: two that have it in common are likely one page, and are shown as such, but
 * never made one. '' for text that is no address.
 */
export function similarKeyOf(address: string): string {
  if (!URL.canParse(address)) return ''
  const url = new URL(address)
  if (!isWeb(url)) return urlKeyOf(address)
  const inner = insideOf(url)
  return looseText(keyPartsOf(inner ?? url))
}

/** The page that an address of Google's AMP viewer or AMP's cache shows. */
function insideOf({ hostname, pathname, search }: URL): URL | undefined {
  const viewer =
    /^(?:www\.)?google\.[a-z.]{2,6}$/.test(hostname) && /^\/amp\/(s\/)?(.+)/.exec(pathname)
  const cache = /\.cdn\.ampproject\.org$|^cdn\.ampproject\.org$/.test(hostname)
  const found = viewer || (cache && /^\/[cvwi](?:\/(s)\/|\/)([^/]+\..+)/.exec(pathname))
  if (!found) return undefined
  const [, secure, rest = ''] = found
  const address = `${secure ? 'https' : 'http'}://${rest}${search}`
  return URL.canParse(address) ? new URL(address) : undefined
}

/** Without scheme and login, which are mostly other ways to the same page. */
function looseText(parts: AddressParts): string {
  const host = looseHost(parts.host)
  const { path, query } = moved({ ...parts, host })
  const rest = looseQuery(query.filter((each) => !isAside(each)))
  return (
    looseCodes(`//${host}${parts.port}${loosePath(path)}${queryText(rest)}`) + looseHash(parts.hash)
  )
}

/** Names of the same server for another screen. */
const ANOTHER_SCREEN = /^(?:www\d?|m|mobile|amp|wap|touch|3g)\.(?=[^.]+\.[^.])/

const MOVED_HOSTS: Record<string, string> = {
  'twitter.com': 'x.com',
  'old.reddit.com': 'reddit.com',
  'new.reddit.com': 'reddit.com',
  'np.reddit.com': 'reddit.com',
  'juejin.im': 'juejin.cn',
}

function looseHost(host: string): string {
  let now = host
  while (ANOTHER_SCREEN.test(now)) now = now.replace(ANOTHER_SCREEN, '')
  // Wikipedia and its sisters have the language first.
  now = now.replace(/^([a-z-]+)\.m\.(?=wik[a-z]+\.org$)/, '$1.')
  return MOVED_HOSTS[now] ?? now
}

type Place = Pick<AddressParts, 'path' | 'query'>

/** Other views of what a few large sites show. */
function moved({ host, port, path, query }: AddressParts): Place {
  if (port !== '') return { path, query }
  const video = host === 'youtube.com' && /^\/(?:shorts|live|embed|v)\/([\w-]{11})/.exec(path)
  if (video) return { path: '/watch', query: [`v=${video[1]}`] }
  // Where it begins and which list it stands in.
  if (host === 'youtube.com' && path === '/watch') return { path, query: query.slice(0, 1) }
  const page = path === '/w/index.php' && /\.wik[a-z]+\.org$/.test(host) && valueIn(query, 'title')
  if (page && query.length === 1) return { path: `/wiki/${page}`, query: [] }
  const paper = host === 'arxiv.org' && /^\/(?:abs|pdf|html)\/(.+?)(?:v\d+)?$/.exec(path)
  if (paper) return { path: `/abs/${paper[1]}`, query }
  const post = host === 'reddit.com' && /^(\/r\/\w+\/comments\/\w+)\/[^/]*\/?$/.exec(path)
  if (post) return { path: post[1] ?? path, query }
  if (host === 'github.com') return { path: lowerOwner(path), query }
  if (host === 'x.com') return { path: path.replace(/^\/\w+(\/status\/\d+)\/.*/, '/i$1'), query }
  return { path, query }
}

/** GitHub takes names of people and projects in any case. */
const lowerOwner = (path: string): string =>
  path.replace(/^\/[^/]+(?:\/[^/]+)?/, (names) => names.toLowerCase().replace(/\.git$/, ''))

/** A file that servers give for its folder, and the folder 'amp' of the same page. */
const INDEX = /\/(?:index\.(?:html?|php|aspx?|jsp)|default\.aspx?)$/i

function loosePath(path: string): string {
  const bare = path
    .replace(INDEX, '/')
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
  return bare.replace(/\/amp$|(?<=.)\.amp(?=\.html$)/, '')
}

/** Parameters that mostly say where from or how, but on some sites what. */
const ASIDE =
  /^(?:ref|referrer|referer|from|source|src|share|shared|amp|outputtype=amp|view=amp|mobile|m=1|sort|order|highlight|type=comment)$/i

const isAside = (parameter: string): boolean =>
  ASIDE.test(nameOf(parameter)) || ASIDE.test(parameter)

const looseQuery = (query: string[]): string[] =>
  query.map((each) => each.replace(/=$/, '').replace(/\+/g, '%20')).toSorted()

/** Codes of signs that mean something of their own in few addresses only. */
const looseCodes = (text: string): string =>
  text.replace(/%(?:21|24|27|28|29|2A|2C|3A|3D|40)/g, (code) => decodeURIComponent(code))

/** The empty route is the page itself. */
const looseHash = (hash: string): string => hash.replace(/^#!?\/?$/, '').replace(/\/$/, '')
