import { type FoundLink, foundLink, webAddress } from '../links/found-link.ts'
import { LinkshotError } from '../model/error.ts'
import { askFrames } from '../platform/scripting.ts'
import { tabById } from '../platform/tabs.ts'
import { within } from '../shared/wait.ts'
import { readAnchors } from './read-anchors.ts'

/** The links on a page that is open in a tab. */
export interface PageLinks {
  url: string
  links: (FoundLink & { selected: boolean })[]
}

/** A frame that doesn't answer must not keep the others from it. */
const ASK_MS = 5000

/**
 * The links on the page of a tab and in the frames we may enter, in their order; places in the page itself
 * are none.
 * @throws LinkshotError 'page-left' where we may not read it, or not any more
 */
export async function linksOfPage(tabId: number): Promise<PageLinks> {
  const frames = await within(askFrames(tabId, readAnchors), ASK_MS, [])
  const main = frames.find(({ frameId }) => frameId === 0)
  if (!main) throw new LinkshotError('page-left', String((await tabById(tabId))?.url))
  const { url } = main.answer
  const inOrder = [main, ...frames.filter((frame) => frame !== main)]
  const links = inOrder.flatMap(({ answer }) =>
    answer.anchors.map(([href, text, selected]) => ({
      ...foundLink(webAddress(href), text),
      selected,
    })),
  )
  const withoutPlace = (address: string) => address.replace(/#.*/, '')
  const isPlace = (address: string) =>
    /#/.test(address) && !/#[!/]/.test(address) && withoutPlace(address) === withoutPlace(url)
  return { url, links: links.filter((link) => link.url !== '' && !isPlace(link.url)) }
}
