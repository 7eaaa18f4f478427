import { sampleLinks } from './sample-links.mjs'
import { sampleTags } from './sample-tags.mjs'

const DAY = 86_400_000

const uid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const hashOf = (n) => String(n).padStart(64, '0')
const iconOf = (n) => String(n).padStart(64, 'f')

export const MISSING = [
  { kind: 'image', url: 'https://cdn.example.net/photos/cover-large.jpg', reason: 'no-permission' },
  { kind: 'frame', url: 'https://player.example.com/embed/42', reason: 'unreachable-frame' },
  { kind: 'image', url: 'https://ads.example.com/pixel.gif', reason: 'http-error', detail: '404' },
]

/**
 * Rows of a made-up library, by table, newest link first; `pages` are those to be drawn. More links than
 * there are pages share the pictures of the first ones: drawing thousands would take minutes.
 * @param {{ count: number, tags: number, language: 'zh' | 'en' | 'mixed', now?: number }} wanted
 */
export function sampleRows({ count, tags, language, now = Date.now() }) {
  const pages = sampleLinks(language)
  const tagRows = sampleTags(tags, language)
  const links = Array.from({ length: count }, (_, n) => sampleLink(pages, tagRows, n, now))
  const snapshots = links.slice(0, pages.length).flatMap((link, n) => sampleVersions(link, n))
  const drawn = pages
    .map((page, n) => ({ ...page, n, snapshot: `${uid(n)}-0`, hash: hashOf(n), icon: iconOf(n) }))
    .slice(0, count)
  return { rows: { links, snapshots, tags: tagRows }, pages: drawn }
}

/** Some pages answer with an error, some lead to a sign-in page. */
export function noticesOf({ url }, n) {
  if (n % 24 === 9) return [{ kind: 'http-status', detail: '404' }]
  if (n % 24 !== 4) return []
  return [
    {
      kind: 'redirected',
      detail: `https://passport.example.com/login?next=${encodeURIComponent(url)}`,
    },
    { kind: 'login-page', detail: '' },
  ]
}

/** A few an hour today, then a few a day, and so on back. */
const ageOf = (n) => (n < 8 ? (n * DAY) / 30 : n < 50 ? ((n - 5) * DAY) / 5 : (n - 20) * DAY * 0.3)

function sampleLink(pages, tags, n, now) {
  const page = pages[n % pages.length]
  const lap = Math.floor(n / pages.length)
  const at = Math.round(now - 90_000 - ageOf(n) - (n % 7) * 60_000)
  const url = lap === 0 ? page.url : `${page.url}${page.url.includes('?') ? '&' : '?'}n=${lap}`
  // A few are links only, and say so.
  const kept = n % 16 !== 15
  return {
    id: at * 1024 + (n % 1024),
    uid: uid(n),
    url,
    urlKey: url,
    canonical: '',
    similarKeys: [],
    title: lap === 0 || page.title === '' ? page.title : `${page.title} (${lap})`,
    lang: page.lang,
    note: page.note,
    state: stateOf(n),
    stateBeforeTrash: 'inbox',
    starred: n % 6 === 2 ? 1 : 0,
    tags: lap === 0 ? page.tags.filter((id) => id <= tags.length) : tagsFor(tags, n),
    icon: n % 3 === 2 ? '' : iconOf(n % pages.length),
    createdAt: at,
    updatedAt: at,
    latest: kept ? `${uid(n % pages.length)}-0` : '',
    versions: kept ? (n % 5 === 0 ? 3 : 1) : 0,
  }
}

function stateOf(n) {
  if (n % 23 === 22) return 'trash'
  return n % 17 === 16 ? 'archived' : 'inbox'
}

/** Spread over all tags there are. */
function tagsFor(tags, n) {
  if (tags.length === 0) return []
  const ids = [tags[(n * 7) % tags.length].id, tags[(n * 13) % tags.length].id]
  return [...new Set(ids)].slice(0, n % 3)
}

/** The first of all brought everything in, the newest a little, those between nothing. */
function addedBy(version, count) {
  if (version === count - 1) return count > 1 ? 1_340_000 : 210_000
  return version === 0 ? 210_000 : 0
}

function sampleVersions(link, n) {
  return Array.from({ length: link.versions }, (_, version) => ({
    uid: `${link.uid}-${version}`,
    format: 1,
    linkId: link.id,
    url: link.url,
    title: link.title,
    capturedAt: link.createdAt - version * 9 * DAY,
    trigger: 'popup',
    engine: 'sample',
    viewport: { width: 1280, height: 800, scale: 1 },
    frames: [],
    resources: [],
    missing: n % 15 === 0 ? MISSING : [],
    notices: version === 0 ? noticesOf(link, n) : [],
    screenshot: hashOf(n),
    text: '',
    textLength: 0,
    score: null,
    status: 'complete',
    deleted: 0,
    timings: { ack: 80, page: 30, longestTask: 12, complete: 400 },
    sizes: { raw: 4_200_000, stored: 1_340_000, added: addedBy(version, link.versions) },
  }))
}
