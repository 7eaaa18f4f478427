import { type FoundLink, foundLink, webAddress } from '../found-link.ts'
import { decodeEntities } from './entities.ts'

/** The address in a shortcut that was dragged to the desktop; its title is the name of the file. */
export function* shortcutLinks(text: string, name: string): Generator<FoundLink> {
  const windows = /^\s*URL\s*=\s*(\S+)/im.exec(text)?.[1]
  const mac = /<key>URL<\/key>\s*<string>([^<]*)</i.exec(text)?.[1]
  const url = webAddress(windows ?? decodeEntities(mac ?? inBinary(text)))
  if (url !== '') yield foundLink(url, name.replace(/\.[^.]*$/, ''))
}

/**
 * The address in a property list as macOS writes it, its bytes read as letters: before a text stands how
 * long it is, in four bits or in a byte of its own.
 */
function inBinary(text: string): string {
  if (!text.startsWith('bplist')) return ''
  const at = text.search(/https?:/)
  const own = text.charCodeAt(at - 1)
  const length = text.charAt(at - 2) === '\x10' ? own : own & 0x0f
  return at < 0 ? '' : text.slice(at, at + length)
}
