import { type Chunk, linesOf } from '../../db/library/chunks.ts'
import type { LineRows, LineTable, LinkLine } from '../../db/library/row-shapes.ts'
import type { Tag } from '../../model/link.ts'
import { tagPath } from '../../model/tag-tree.ts'

/** A kept version as the list of links shows it. */
interface Version {
  at: number
  file: string
}

const HEAD = `<!doctype html>
<html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Linkshot · 链接快照</title>
<style>
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif }
li { margin: 0 0 1rem } ul { padding: 0; list-style: none }
small { color: GrayText; overflow-wrap: anywhere }
</style>
<h1>Linkshot · 链接快照</h1>
<ul>
`

/** A plain list of all links, newest first, in pieces that are not in memory together. */
export async function writeIndex(
  chunks: readonly Chunk[],
  versions: ReadonlyMap<number, Version[]>,
): Promise<Blob> {
  const tags = new Map<number, Tag>()
  for await (const tag of rowsOf(chunks, 'tags')) tags.set(tag.id, tag)
  const pieces: Blob[] = []
  for (const chunk of chunks) {
    if (chunk.table !== 'links') continue
    const items: string[] = []
    for await (const link of rowsOf([chunk], 'links'))
      items.push(itemOf(link, versions.get(link.id) ?? [], tags))
    pieces.push(new Blob([items.reverse().join('')]))
  }
  return new Blob([HEAD, ...pieces.reverse(), '</ul>\n</html>\n'], { type: 'text/html' })
}

/** Rows of one table, one chunk in memory at a time. */
export async function* rowsOf<K extends LineTable>(
  chunks: readonly Chunk[],
  table: K,
): AsyncGenerator<LineRows[K]> {
  for (const chunk of chunks) {
    if (chunk.table !== table) continue
    for (const line of await linesOf(chunk)) yield JSON.parse(line) as LineRows[K]
  }
}

function itemOf(link: LinkLine, versions: Version[], tags: ReadonlyMap<number, Tag>): string {
  const [newest, ...older] = versions.toSorted((a, b) => b.at - a.at)
  const title = escapeHtml(link.title || link.url)
  const names = link.tags.flatMap((id) => {
    const tag = tags.get(id)
    return tag ? [`#${tagPath(tag, tags)}`] : []
  })
  const rows = [
    newest ? anchor(newest.file, title) : title,
    `<small>${/^https?:/i.test(link.url) ? anchor(link.url, escapeHtml(link.url)) : escapeHtml(link.url)}</small>`,
    `<small>${[day(link.createdAt), ...names].map(escapeHtml).join(' · ')}</small>`,
    ...older.map(({ at, file }) => `<small>${anchor(file, day(at))}</small>`),
    link.note ? escapeHtml(link.note) : '',
  ]
  return `<li>${rows.filter((row) => row !== '').join('<br>')}</li>\n`
}

const anchor = (href: string, inner: string): string =>
  `<a rel="noreferrer" href="${escapeHtml(href)}">${inner}</a>`

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (found) => ESCAPES[found] ?? '')
