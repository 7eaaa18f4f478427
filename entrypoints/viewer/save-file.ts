/** Long enough for the browser to have opened the file; it is read from memory then. */
const RELEASE_MS = 60_000

/** Hands a file to the browser's downloads. */
export function saveFile(body: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(body)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), RELEASE_MS)
}
