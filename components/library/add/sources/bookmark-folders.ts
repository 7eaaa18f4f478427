import {
  type FoundLink,
  foundLink,
  tagOfFolders,
  webAddress,
} from '../../../../utils/links/found-link.ts'
import type { BookmarkFolder } from '../../../../utils/model/bookmark-folder.ts'

/** A folder as a line of the list to choose one from. */
export interface FolderLine {
  folder: BookmarkFolder
  depth: number
  /** Pages of the web in it and in all folders inside it. */
  count: number
}

/** A folder and those inside it that have links, each before what is inside it. */
export function folderLines(folder: BookmarkFolder, depth = 0): FolderLine[] {
  const inside = folder.folders.flatMap((each) => folderLines(each, depth + 1))
  const own = folder.links.filter(({ url }) => webAddress(url) !== '').length
  const below = inside.filter((line) => line.depth === depth + 1)
  const count = own + below.reduce((sum, line) => sum + line.count, 0)
  return count === 0 ? [] : [{ folder, depth, count }, ...inside]
}

/** The links of a folder and of those inside it, with the names of folders as the path of a tag. */
export function* linksInFolder(folder: BookmarkFolder, above: string[] = []): Generator<FoundLink> {
  const names = folder.ofBrowser ? above : [...above, folder.title]
  const tag = tagOfFolders(names)
  for (const { url, title } of folder.links) {
    const address = webAddress(url)
    if (address !== '') yield foundLink(address, title, tag === '' ? [] : [tag])
  }
  for (const inner of folder.folders) yield* linksInFolder(inner, names)
}
