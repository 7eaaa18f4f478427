import { type Browser, browser } from './browser.ts'

/** A folder of the browser's bookmarks. */
export interface BookmarkFolder {
  id: string
  title: string
  /** The browser made it, nobody named it. */
  ofBrowser: boolean
  links: { url: string; title: string }[]
  folders: BookmarkFolder[]
}

const WANTED = { permissions: ['bookmarks'] } as Parameters<typeof browser.permissions.request>[0]

/** The optional permission to see the browser's bookmarks. Ask straight from a click. */
export const bookmarkPermission = {
  has: (): Promise<boolean> => browser.permissions.contains(WANTED),
  request: (): Promise<boolean> => browser.permissions.request(WANTED),
  drop: (): Promise<boolean> => browser.permissions.remove(WANTED),
}

/** All bookmarks; it needs the permission. */
export async function bookmarkTree(): Promise<BookmarkFolder> {
  const [root] = await browser.bookmarks.getTree()
  return folderOf(root ?? { id: '', title: '' }, 0)
}

function folderOf(
  node: Pick<Browser.bookmarks.BookmarkTreeNode, 'id' | 'title' | 'children'>,
  depth: number,
): BookmarkFolder {
  const children = node.children ?? []
  return {
    id: node.id,
    title: node.title,
    // The root, and right below it the bar, the others and those of phones.
    ofBrowser: depth < 2,
    links: children.flatMap(({ url, title }) => (url === undefined ? [] : [{ url, title }])),
    folders: children
      .filter(({ url, children: inner }) => url === undefined && inner !== undefined)
      .map((child) => folderOf(child, depth + 1)),
  }
}
