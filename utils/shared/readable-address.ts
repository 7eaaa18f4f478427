/** Chinese words of an address as they read. */
export function readableAddress(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}
