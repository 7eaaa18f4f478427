import { t } from '../../../../utils/i18n/t.ts'
import { collectLinks } from '../../../../utils/links/collect-links.ts'
import { htmlLinks } from '../../../../utils/links/files/html-links.ts'
import { LARGEST_FILE, linksInFile } from '../../../../utils/links/files/link-file.ts'
import { textLinks } from '../../../../utils/links/files/text-links.ts'
import { type FoundLink, foundLink, webAddress } from '../../../../utils/links/found-link.ts'
import { type ErrorReason, LinkshotError } from '../../../../utils/model/error.ts'
import { giveWay, inSlices } from '../../../../utils/shared/in-slices.ts'
import type { PickItem } from '../pick/pick-item.ts'
import { searchedText } from '../pick/pick-rows.ts'
import { linksInFolder } from './bookmark-folders.ts'
import type { LinkSources, OpenTab } from './link-sources.ts'
import type { Source } from './source.ts'

/** What a source holds. */
export interface LoadedSource {
  items: PickItem[]
  /** Address of the page they are from, '' for none. */
  home: string
}

/** Sources that are lists by themselves; of bookmarks a folder is chosen first. */
export type ListSource = Exclude<Source, { kind: 'bookmarks' }>

/**
 * Reads a source, letting the page have its turn.
 * @throws LinkshotError where it can't be read or has no links
 */
export async function loadSource(
  source: ListSource,
  sources: LinkSources,
  signal: AbortSignal,
): Promise<LoadedSource> {
  const { found, home = '', none } = await findIn(source, sources)
  const items = await collectLinks(found, signal)
  if (items.length === 0) throw new LinkshotError(none)
  // Else the first letter in the filter would be felt.
  await inSlices(items, searchedText, signal)
  return { items, home }
}

interface Found {
  found: Iterable<FoundLink & Partial<PickItem>>
  home?: string
  /** Why there is nothing to show, if nothing is found. */
  none: ErrorReason
}

async function findIn(source: ListSource, sources: LinkSources): Promise<Found> {
  switch (source.kind) {
    case 'files':
      return { found: await inFiles(source.files), none: 'file-no-links' }
    case 'text':
      return { found: inPassage(source), none: 'text-no-links' }
    case 'folder':
      return { found: linksInFolder(source.folder), none: 'no-bookmarks' }
    case 'tabs':
      return { found: inTabs(await sources.tabs()), none: 'no-tabs' }
    case 'page': {
      const { url, links } = await sources.pageLinks(source.tabId)
      const preset = links.some(({ selected }) => selected)
      const found = links.map(({ selected, ...link }) => ({ ...link, preset: preset && selected }))
      return { found, home: url, none: 'page-no-links' }
    }
  }
}

/** One that can't be read refuses all: its links would be missed. */
async function inFiles(files: File[]): Promise<Iterable<FoundLink>> {
  const lists: Iterable<FoundLink>[] = []
  for (const file of files) {
    if (file.size > LARGEST_FILE) throw new LinkshotError('file-too-large', file.name)
    const bytes = await file.arrayBuffer().catch(() => {
      throw new LinkshotError('file-unreadable', file.name)
    })
    await giveWay()
    lists.push(linksInFile(file.name, new Uint8Array(bytes)))
  }
  return joined(lists)
}

function* joined<T>(lists: Iterable<T>[]): Generator<T> {
  for (const list of lists) yield* list
}

/** Marked links have their words as titles; the text may hold addresses besides. */
function* inPassage({ text, html }: { text: string; html: string }): Generator<FoundLink> {
  yield* htmlLinks(html)
  yield* textLinks(text)
}

function* inTabs(tabs: OpenTab[]): Generator<FoundLink & Partial<PickItem>> {
  const windows = [...new Set(tabs.map(({ windowId }) => windowId))]
  for (const { id: tabId, windowId, url: address, title, favIconUrl } of tabs) {
    const url = webAddress(address)
    if (url === '') continue
    const place = windows.indexOf(windowId)
    const group = place === 0 ? t('library.thisWindow') : t('library.otherWindow', place + 1)
    // Pages of ours may load no other icons.
    const icon = /^data:image\//.test(favIconUrl) ? { icon: favIconUrl } : {}
    yield { ...foundLink(url, title), tabId, group, ...icon, preset: false }
  }
}
