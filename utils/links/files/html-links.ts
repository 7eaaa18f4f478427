import { cleanTitle, type FoundLink, foundLink, tagOfFolders, webAddress } from '../found-link.ts'
import { decodeEntities } from './entities.ts'
import { type HtmlPart, htmlParts } from './html-parts.ts'

/** What is known at one place of a document. */
interface Place {
  base: string
  /** Names of the folders around, '' for those that are nobody's choice. */
  folders: string[]
  /** The folder that begins with the next list. */
  next: string
  /** The link whose text is being read. */
  link: { url: string; tags: string[]; text: string; label: string } | undefined
  /** The name of a folder being read. */
  heading: { text: string; own: boolean } | undefined
}

/**
 * The links of a page, or of bookmarks as browsers export them: with the folders they are in and the tags
 * they have. Reads the text once from its start to its end, however it is written, and builds no document.
 */
export function* htmlLinks(html: string, base = ''): Generator<FoundLink> {
  const place: Place = {
    base: base || savedFrom(html),
    folders: [],
    next: '',
    link: undefined,
    heading: undefined,
  }
  const bookmarks = /^\s*<!doctype netscape-bookmark/i.test(html.slice(0, 1000))
  for (const part of htmlParts(html)) {
    const done = step(place, part, bookmarks)
    if (done) yield done
  }
  const last = endOf(place)
  if (last) yield last
}

/** Browsers note it at the beginning of the pages they save. */
const savedFrom = (html: string): string =>
  /<!-- saved from url=\(\d+\)(https?:[^\s]+) -->/.exec(html.slice(0, 2000))?.[1] ?? ''

/** @returns the link that ends here */
function step(place: Place, part: HtmlPart, bookmarks: boolean): FoundLink | undefined {
  if (part.kind === 'text') return addText(place, part.text)
  if (part.name === 'a') return part.kind === 'open' ? begin(place, part) : endOf(place)
  if (bookmarks && FOLDERS[part.name]) FOLDERS[part.name]?.(place, part)
  if (part.kind === 'close') return undefined
  const { name, attributes } = part
  if (name === 'base') place.base = webAddress(attributes('href')) || place.base
  if (name === 'img' && place.link) place.link.label ||= attributes('alt')
  if (name !== 'area') return undefined
  const url = addressOf(attributes('href'), place.base)
  return url === '' ? undefined : foundLink(url, attributes('alt'))
}

function addText({ link, heading }: Place, text: string): undefined {
  if (link) link.text += text
  if (heading) heading.text += text
}

function begin(place: Place, { attributes }: HtmlPart & { kind: 'open' }): FoundLink | undefined {
  const before = endOf(place)
  const url = addressOf(attributes('href'), place.base)
  if (url === '') return before
  const folder = tagOfFolders(place.folders)
  const named = attributes('tags')
    .split(',')
    .map((name) => tagOfFolders([name]))
  const tags = [folder, ...named].filter((tag) => tag !== '')
  const label = attributes('aria-label') || attributes('title')
  place.link = { url, tags: [...new Set(tags)], text: '', label }
  return before
}

function endOf(place: Place): FoundLink | undefined {
  const { link } = place
  place.link = undefined
  return link && foundLink(link.url, cleanTitle(decodeEntities(link.text)) || link.label, link.tags)
}

/** Links to places in the page itself lead nowhere else. */
const addressOf = (href: string, base: string): string =>
  href.startsWith('#') ? '' : webAddress(href, base || undefined)

/** How exported bookmarks name their folders: a heading, then a list of what is in it. */
const FOLDERS: Partial<Record<string, (place: Place, part: HtmlPart & { name: string }) => void>> =
  {
    h3: (place, part) => {
      if (part.kind === 'open') {
        const { attributes } = part
        const own = !['personal_toolbar_folder', 'unfiled_bookmarks_folder'].some(attributes)
        place.heading = { text: '', own }
        return
      }
      const { heading } = place
      place.next = heading?.own ? decodeEntities(heading.text) : ''
      place.heading = undefined
    },
    dl: (place, part) => {
      if (part.kind === 'close') place.folders.pop()
      else place.folders.push(place.next)
      place.next = ''
    },
  }
