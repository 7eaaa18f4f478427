import { dataUrl } from '../data-url.ts'
import type { Part } from './part-medium.ts'

/** What browsers load by rules that no file on disk passes, and names under which it may be meant. */
const DECLARATION =
  /(?:mask(?:-[a-z-]+)?|shape-outside|--[\w-]+)\s*:(?:&quot;|&amp;|(?<=[(,:\s])"[^"<>]*"|[^;{}"<>])*/gi

/** Masks are small; a larger picture behind a name of the page's own is far more likely a background. */
const MAX_MASK = 200_000

/**
 * Puts pictures that a style sheet or document uses as masks and shapes into it: from files on disk
 * browsers show nothing of them.
 * @param prefix stands before the name of every part
 */
export async function inlineMasks(
  text: string,
  prefix: string,
  parts: ReadonlyMap<string, Part>,
): Promise<string> {
  const used = new Set<string>()
  const address = new RegExp(`${prefix}([\\w.-]+)`, 'g')
  for (const [declaration] of text.matchAll(DECLARATION))
    for (const [, name = ''] of declaration.matchAll(address)) used.add(name)
  const made = new Map<string, string>()
  for (const name of used) {
    const content = parts.get(name)?.content
    if (content instanceof Blob && content.size <= MAX_MASK) made.set(name, await dataUrl(content))
  }
  if (made.size === 0) return text
  return text.replace(DECLARATION, (declaration) =>
    declaration.replace(address, (whole, name: string) => made.get(name) ?? whole),
  )
}
