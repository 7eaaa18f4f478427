/** Types of what tests borrow from the scripts, which are plain JavaScript. */
declare module '*/scripts/lib/gallery.mjs' {
  export function buildGallery(): Promise<string>
}

declare module '*/scripts/lib/serve-folder.mjs' {
  export function serveFolder(folder: string): Promise<{ origin: string; close: () => void }>
}
