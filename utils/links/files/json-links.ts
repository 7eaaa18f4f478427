import { type FoundLink, foundLink, tagOfFolders, webAddress } from '../found-link.ts'

const ADDRESS = ['url', 'uri', 'href', 'link', 'resolved_url', 'given_url']
const TITLE = ['title', 'name', 'resolved_title', 'given_title', 'text', 'description']
/** Deeper than anybody nests folders. */
const DEEPEST = 64

type Fields = Record<string, unknown>

/** The links of any JSON: objects with an address and a name, folders with children, plain addresses. */
export function* jsonLinks(
  value: unknown,
  folders: string[] = [],
  depth = 0,
): Generator<FoundLink> {
  if (depth > DEEPEST) return
  if (typeof value === 'string') {
    const url = /^https?:/i.test(value) ? webAddress(value) : ''
    if (url !== '') yield foundLink(url)
  } else if (Array.isArray(value)) {
    for (const each of value) yield* jsonLinks(each, folders, depth + 1)
  } else if (typeof value === 'object' && value !== null) {
    yield* inObject(value as Fields, folders, depth)
  }
}

function* inObject(fields: Fields, folders: string[], depth: number): Generator<FoundLink> {
  const url = webAddress(textIn(fields, ADDRESS))
  const title = textIn(fields, TITLE)
  if (url !== '') yield foundLink(url, title, tagsOf(fields, folders))
  const children = Object.entries(fields).filter(([, child]) => Array.isArray(child))
  const isFolder = url === '' && title !== '' && children.length > 0
  const inside = isFolder ? [...folders, title] : folders
  for (const [name, child] of Object.entries(fields)) {
    // Beside its address an object may name its icon and its picture.
    if (url !== '' && (typeof child !== 'object' || name === 'tags')) continue
    yield* jsonLinks(child, inside, depth + 1)
  }
}

function textIn(fields: Fields, names: string[]): string {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string' && value !== '') return value
  }
  return ''
}

/** Tags are written as a list of names or of objects with one, or as names with commas between them. */
function tagsOf({ tags }: Fields, folders: string[]): string[] {
  const list = typeof tags === 'string' ? tags.split(/[,;]/) : Array.isArray(tags) ? tags : []
  const names = list.map((each: unknown) =>
    typeof each === 'object' && each !== null ? textIn(each as Fields, TITLE) : String(each),
  )
  return [tagOfFolders(folders), ...names.map((name) => tagOfFolders([name]))].filter(
    (tag) => tag !== '',
  )
}
