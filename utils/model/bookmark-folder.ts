/** A folder of the browser's bookmarks. */
export interface BookmarkFolder {
  id: string
  /** '' for the folder of all. */
  title: string
  /** The browser made it, nobody named it. */
  ofBrowser: boolean
  links: { url: string; title: string }[]
  folders: BookmarkFolder[]
}
