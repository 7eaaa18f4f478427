import { parseSrcset } from '../../../replay/slots.ts'

/** All that is left of an image; the rest are the many ways of sites to load it later. */
const KEPT = /^(?:src|alt|title)$/

/** Smaller ones are spacers and dots that count visits. */
const MIN_DATA = 400

/**
 * Leaves every image with the one address it is kept at, and takes out those that are not there.
 * @param isKept whether an address is one of ours
 */
export function plainImages(doc: Document, isKept: (url: string) => boolean): void {
  for (const image of doc.querySelectorAll('img')) {
    const source = addressesOf(image).find(isKept) ?? image.getAttribute('src') ?? ''
    const inline = source.startsWith('data:image/') && source.length > MIN_DATA
    if (!isKept(source) && !inline) image.remove()
    else {
      image.setAttribute('src', source)
      for (const { name } of [...image.attributes])
        if (!KEPT.test(name)) image.removeAttribute(name)
    }
  }
  for (const source of doc.querySelectorAll('picture > source')) source.remove()
}

/** Where a browser would load it from, the most likely first. */
function addressesOf(image: Element): string[] {
  const sources = image.parentElement?.matches('picture')
    ? [...image.parentElement.querySelectorAll('source')]
    : []
  const lists = [image, ...sources].map((each) => each.getAttribute('srcset') ?? '')
  return [
    image.getAttribute('src') ?? '',
    ...lists.flatMap((list) => parseSrcset(list).map(({ url }) => url)),
  ]
}
