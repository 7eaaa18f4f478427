import type { FoundLink } from '../../../../utils/links/found-link.ts'
import type { BookmarkFolder } from '../../../../utils/model/bookmark-folder.ts'

/** A tab that is open. */
export interface OpenTab {
  id: number
  windowId: number
  url: string
  title: string
  /** Address of its icon. */
  favIconUrl: string
}

/** The links on a page that is open in a tab. */
export interface PageLinks {
  url: string
  /** In their order; `selected` are those the reader had selected. */
  links: (FoundLink & { selected: boolean })[]
}

/** Where the browser has links, as an entrypoint hands it over. */
export interface LinkSources {
  /** All tabs, those of our own window first. */
  tabs: () => Promise<OpenTab[]>
  /** @throws LinkshotError 'page-left' where its page may not be read any more */
  pageLinks: (tabId: number) => Promise<PageLinks>
  bookmarks: {
    has: () => Promise<boolean>
    /** Must run in the click itself: browsers refuse to ask after an await. */
    request: () => Promise<boolean>
    tree: () => Promise<BookmarkFolder>
  }
}
