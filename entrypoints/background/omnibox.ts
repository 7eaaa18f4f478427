import { shortDate } from '../../components/ui/format.ts'
import { viewerAddress } from '../../components/ui/viewer-address.ts'
import { addAddress } from '../../utils/capture/add-address.ts'
import { linkByKey, setting } from '../../utils/db/queries.ts'
import { setLanguage, t } from '../../utils/i18n/t.ts'
import { parseAddress } from '../../utils/links/parse-address.ts'
import { urlKeyOrNone } from '../../utils/links/url-key.ts'
import { LinkshotError } from '../../utils/model/error.ts'
import type { Link } from '../../utils/model/link.ts'
import type { Disposition, Offer, Suggestion, TextPart } from '../../utils/platform/omnibox.ts'
import { openAddressAt, openPageAt } from '../../utils/platform/tabs.ts'
import type { SuggestedLink } from '../../utils/search/suggest/suggested-link.ts'
import { readableAddress } from '../../utils/shared/readable-address.ts'
import { chosenBy, rememberOffered } from './offered.ts'
import { suggestionsFor } from './suggesting.ts'

/** Browsers show eight at most, one of which may be the offer to keep an address. */
const MOST = 7

/** What the address bar offers for a text typed after our keyword. */
export async function offerFor(typed: string, signal: AbortSignal): Promise<Offer | undefined> {
  const text = typed.trim()
  await setLanguage(await setting('language'))
  if (text === '') return { first: [{ text: t('omnibox.search') }], others: [] }
  const address = addressIn(text)
  const known = address && (await knownLink(address))
  const links = await suggestionsFor(text, MOST, signal)
  if (signal.aborted) return undefined
  const suggested = known ? links.filter(({ url }) => url !== known.url) : links
  rememberOffered({ query: text, links: suggested })
  const others = links.map(suggestionFor)
  if (known) return offerKnown(text, known, others)
  if (!address) return { first: filled('omnibox.searchFor', text), others }
  const keep = filled('omnibox.keep', readableAddress(address), 'url')
  if (hasScheme(text)) return { first: keep, others }
  return {
    first: filled('omnibox.searchFor', text),
    others: [...others, { content: address, parts: keep }],
  }
}

/** What is in the library is said to be there: on Enter where the text is its address, else first below. */
function offerKnown(text: string, link: Link, others: Suggestion[]): Offer {
  const parts = filled('omnibox.known', link.title || readableAddress(link.url))
  if (hasScheme(text)) return { first: parts, others }
  const rest = others.filter(({ content }) => content !== link.url)
  return {
    first: filled('omnibox.searchFor', text),
    others: [{ content: link.url, parts }, ...rest.slice(0, MOST - 1)],
  }
}

/** Opens a suggested link in the version that was found, keeps a typed address, or searches the library. */
export async function enterText(typed: string, disposition: Disposition): Promise<void> {
  const text = typed.trim()
  const known = await knownLink(text)
  if (known) return openKept(known, chosenBy(text), disposition)
  if (hasScheme(text) && addressIn(text)) return keepTyped(text, disposition)
  const query = text === '' ? '' : `?q=${encodeURIComponent(text)}`
  await openPageAt(`library.html#/all${query}`, disposition)
}

async function openKept(
  link: Link,
  { version, q }: ReturnType<typeof chosenBy>,
  disposition: Disposition,
): Promise<void> {
  const snapshot = version ?? link.latest
  if (snapshot !== '') return openPageAt(viewerAddress(snapshot, q), disposition)
  // Browsers open their own pages for nobody.
  if (/^https?:/.test(link.url)) return openAddressAt(link.url, disposition)
  await openPageAt(`library.html#/all?link=${link.id}`, disposition)
}

/** The library shows how it is getting on, and asks for the permission where that is missing. */
async function keepTyped(address: string, disposition: Disposition): Promise<void> {
  const { linkId } = await addAddress(address, { tags: [], capture: true })
  await openPageAt(`library.html#/all?link=${linkId}`, disposition)
}

async function knownLink(address: string): Promise<Link | undefined> {
  const key = urlKeyOrNone(address)
  const link = key === '' ? undefined : await linkByKey(key)
  return link?.state === 'trash' ? undefined : link
}

const hasScheme = (text: string): boolean => /^https?:\/\//i.test(text)

/** The address a text is, '' for words to search for. */
function addressIn(text: string): string {
  try {
    return parseAddress(text)
  } catch (error) {
    if (error instanceof LinkshotError) return ''
    throw error
  }
}

function suggestionFor({ url, title, address, older }: SuggestedLink): Suggestion {
  const where: TextPart[] = address.map((part) => ({ ...part, look: 'url' as const }))
  if (older) {
    const when = t('omnibox.ofVersion', shortDate(older.capturedAt))
    where.push({ text: ` – ${when}`, look: 'dim' })
  }
  if (title.length === 0) return { content: url, parts: where }
  return { content: url, parts: [...title, { text: ' – ', look: 'dim' }, ...where] }
}

/** A sentence with a value in it that is set off from the words around. */
function filled(
  key: 'omnibox.searchFor' | 'omnibox.keep' | 'omnibox.known',
  value: string,
  look?: TextPart['look'],
): TextPart[] {
  const [before = '', after = ''] = t(key, '\0').split('\0')
  return [
    { text: before },
    { text: value, match: true, ...(look ? { look } : {}) },
    { text: after },
  ]
}
