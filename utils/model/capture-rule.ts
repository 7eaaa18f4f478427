import { MOST_BODY_BYTES } from './limits.ts'

/** What a rule says of kept pages. A field that is not there is left to the next wider rule. */
export interface CaptureRule {
  /** Sound and film above so many MB is left out; 0 leaves out all, null nothing. */
  media?: number | null
  /** Whether fonts are kept. */
  fonts?: boolean
  /** Whether the text of scripts is kept, for reading. */
  scripts?: boolean
}

/** A rule for a host and all hosts inside of it. */
export interface SiteRule extends CaptureRule {
  host: string
}

export interface CaptureRules {
  /** For all sites. */
  all: CaptureRule
  sites: SiteRule[]
}

/** What holds where no rule says otherwise. */
export const DEFAULT_RULE: Required<CaptureRule> = { media: null, fonts: true, scripts: false }

/** As sizes are shown everywhere. */
export const MB = 1_000_000

/** Whatever is larger is never kept, so that a rule above it says nothing. */
export const MOST_MEDIA_MB = Math.floor(MOST_BODY_BYTES / MB)

/** More sites than anybody types; a forged library must not slow every capture. */
export const MOST_SITES = 1000

const isMedia = (value: unknown): value is number | null =>
  value === null || (typeof value === 'number' && value >= 0 && value <= MOST_MEDIA_MB)

const isChoice = (value: unknown): value is boolean => typeof value === 'boolean'

const isHost = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value === hostIn(`http://${value}`)

/** The rules in a stored value. What is no rule is left out, field by field and row by row. */
export function readRules(value: unknown): CaptureRules {
  const { all, sites } = fieldsOf(value)
  const rows = Array.isArray(sites) ? sites.slice(0, MOST_SITES) : []
  const byHost = new Map<string, SiteRule>()
  for (const row of rows) {
    const { host } = fieldsOf(row)
    if (isHost(host) && !byHost.has(host)) byHost.set(host, { host, ...readRule(row) })
  }
  return { all: readRule(all), sites: [...byHost.values()] }
}

function readRule(value: unknown): CaptureRule {
  const { media, fonts, scripts } = fieldsOf(value)
  return {
    ...(isMedia(media) ? { media } : {}),
    ...(isChoice(fonts) ? { fonts } : {}),
    ...(isChoice(scripts) ? { scripts } : {}),
  }
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** What holds for a page: of each field what the most specific rule says that says anything of it. */
export function ruleFor({ all, sites }: CaptureRules, url: string): Required<CaptureRule> {
  const host = hostIn(url)
  const fitting = sites
    .filter((site) => isWithin(host, site.host))
    .sort((a, b) => a.host.length - b.host.length)
  const { host: _, ...rule }: Partial<SiteRule> = Object.assign({}, all, ...fitting)
  return { ...DEFAULT_RULE, ...rule }
}

/** The rule of the most specific site with one that a page is on. */
export function siteOf({ sites }: CaptureRules, url: string): SiteRule | undefined {
  const host = hostIn(url)
  return sites
    .filter((site) => isWithin(host, site.host))
    .sort((a, b) => b.host.length - a.host.length)[0]
}

const isWithin = (host: string, site: string): boolean => host === site || host.endsWith(`.${site}`)

/** The host of an address as rules name it: without the dot at its end, '' where there is none. */
export function hostIn(url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return ''
  return new URL(url).hostname.replace(/\.$/, '')
}

/** A name that browsers take for a host without knowing more: `com` is none, `localhost` is. */
const FULL_HOST = /^localhost$|\.|^\[/

/** What a text typed as a site means, '' for nothing: a host, or that of an address. `www.` says nothing. */
export function typedHost(text: string): string {
  const typed = text.trim().replace(/^\*?\.(?=[^.])/, '')
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed)
  const host = hostIn(address ? typed : `http://${typed}`)
  if (/\s|@/.test(typed) || host.includes('..') || host.startsWith('.')) return ''
  if (!address && !FULL_HOST.test(host)) return ''
  return host.replace(/^www\.(?=[^.]+\.)/, '')
}
