/** What the viewer's page can do for it. */
export interface ViewerServices {
  /** Opens a web address in a new tab. */
  openTab: (url: string) => void
  /** Lets the user save a file. */
  saveFile: (body: Blob, name: string) => void
}

/** The kept document, or the picture of the tab it was kept from. */
export type View = 'page' | 'picture'
