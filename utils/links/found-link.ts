import { parseAddress } from './parse-address.ts'

/** An address that was found somewhere, with what is said of it there. */
export interface FoundLink {
  url: string
  /** Its text or name, '' for none. */
  title: string
  /** Paths of folders it is in and names of tags it has, such as '前端/React'. */
  tags: string[]
}

/** Pages may write anything there, and every list reads it. */
const LONGEST_TITLE = 300

export const foundLink = (url: string, title = '', tags: string[] = []): FoundLink => ({
  url,
  title: cleanTitle(title),
  tags,
})

/** One line without blanks around it. */
export const cleanTitle = (text: string): string =>
  text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE)

/** The web address a reference means, '' for anything else. */
export function webAddress(reference: string, base?: string): string {
  const text = reference.trim()
  if (!URL.canParse(text, base)) return ''
  const { href, protocol } = new URL(text, base)
  if (protocol !== 'https:' && protocol !== 'http:') return ''
  try {
    parseAddress(href)
    return href
  } catch {
    return ''
  }
}

/** Names of folders, outermost first, as the path of a tag; they may hold what stands between names. */
export function tagOfFolders(folders: string[]): string {
  const names = folders.map((name) =>
    cleanTitle(name).replace(/[/／]/g, '-').slice(0, LONGEST_NAME),
  )
  return names.filter((name) => name !== '').join('/')
}

/** Tags with longer names are refused. */
const LONGEST_NAME = 100
