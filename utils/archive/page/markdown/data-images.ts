const BASE64 = /^data:(image\/[\w.+-]+)(?:;[^,;]*)*;base64,([\w+/=\s]+)$/i

/** Images that stand in the page itself become files like the others; other such addresses are taken out. */
export function dataImages(content: Element, place: (body: Blob) => string): void {
  for (const image of content.querySelectorAll('img[src^="data:"]')) {
    const [, type = '', base64 = ''] = BASE64.exec(image.getAttribute('src') ?? '') ?? []
    const bytes = base64 ? decoded(base64) : undefined
    if (bytes) image.setAttribute('src', place(new Blob([bytes], { type: type.toLowerCase() })))
    else image.remove()
  }
}

function decoded(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}
