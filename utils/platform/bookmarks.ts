import type { BookmarkFolder } from '../model/bookmark-folder.ts'
import { type Browser, browser } from './browser.ts'

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
