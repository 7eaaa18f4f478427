import { cleanTitle, type FoundLink, foundLink, tagOfFolders, webAddress } from '../found-link.ts'

/** What columns are called by those who write such files. */
const COLUMNS = {
  url: /^(?:url|uri|link|href|address|web ?site|网址|链接|地址)$/i,
  title: /^(?:title|name|标题|名称)$/i,
  folder: /^(?:folder|collection|category|文件夹|分类|目录)$/i,
  tags: /^(?:tags?|labels?|keywords|标签)$/i,
}
type Columns = Record<keyof typeof COLUMNS, number>

/** The links of a table: by the names of its columns, else every cell that is an address. */
export function* csvLinks(text: string): Generator<FoundLink> {
  let columns: Columns | undefined
  let first = true
  for (const row of csvRows(text)) {
    if (first) columns = columnsOf(row)
    if (!columns) yield* anyLinks(row)
    else if (!first) yield* namedLink(row, columns)
    first = false
  }
}

function columnsOf(head: string[]): Columns | undefined {
  const at = (name: RegExp) => head.findIndex((cell) => name.test(cell.trim()))
  const url = at(COLUMNS.url)
  if (url < 0) return undefined
  return { url, title: at(COLUMNS.title), folder: at(COLUMNS.folder), tags: at(COLUMNS.tags) }
}

function* namedLink(row: string[], { url, title, folder, tags }: Columns): Generator<FoundLink> {
  const address = webAddress(row[url] ?? '')
  if (address === '') return
  const path = tagOfFolders((row[folder] ?? '').split(/[/>]/))
  const names = (row[tags] ?? '').split(/[,;|，；]/).map((name) => tagOfFolders([name]))
  yield foundLink(
    address,
    row[title],
    [path, ...names].filter((tag) => tag !== ''),
  )
}

/** The first cell that is none is taken for the title, where the row has one address only. */
function* anyLinks(row: string[]): Generator<FoundLink> {
  const urls = row.map((cell) => webAddress(cell)).filter((url) => url !== '')
  const title = row.find((cell) => /\p{L}/u.test(cell) && webAddress(cell) === '') ?? ''
  for (const url of urls) yield foundLink(url, urls.length === 1 ? cleanTitle(title) : '')
}

/** The rows of a table whose cells are separated by commas, semicolons or tabs and may be quoted. */
export function* csvRows(text: string): Generator<string[]> {
  const cell = cellPattern(text)
  let row: string[] = []
  for (let at = 0; at < text.length; ) {
    cell.lastIndex = at
    const [whole = '', quoted, bare = '', end = ''] = cell.exec(text) ?? []
    row.push(quoted === undefined ? bare : quoted.slice(1).replace(/"$/, '').replace(/""/g, '"'))
    if (/^[\r\n]/.test(end) || end === '') {
      yield row
      row = []
    }
    if (whole === '') return
    at += whole.length
  }
  if (row.length > 0) yield row
}

/** One cell and what ends it; an open quote is taken to the end of the text. */
function cellPattern(text: string): RegExp {
  const [head = ''] = text.slice(0, 5000).split('\n')
  const counted = ['\t', ';', ','].map((sign) => ({ sign, count: head.split(sign).length }))
  const { sign } = counted.reduce((most, each) => (each.count >= most.count ? each : most))
  return new RegExp(`("[^"]*(?:""[^"]*)*"?)?([^${sign}\\r\\n]*)(${sign}|\\r?\\n|\\r|$)`, 'y')
}
