import type { Extension } from './extension.ts'

interface TagRow {
  id: number
  name: string
  parent: number
}

async function tagRows(extension: Extension): Promise<Map<number, TagRow>> {
  const rows = (await extension.rows('tags')) as unknown as TagRow[]
  return new Map(rows.map((row) => [row.id, row]))
}

function pathOf(tag: TagRow | undefined, byId: ReadonlyMap<number, TagRow>): string {
  if (!tag) return '?'
  return tag.parent === 0 ? tag.name : `${pathOf(byId.get(tag.parent), byId)}/${tag.name}`
}

/** Paths of all tags, sorted. */
export async function pathsOf(extension: Extension): Promise<string[]> {
  const byId = await tagRows(extension)
  return [...byId.values()].map((tag) => pathOf(tag, byId)).sort()
}

/** Adds a link by its title with tags given as paths. */
export async function addTagged(
  extension: Extension,
  title: string,
  tags: string[],
): Promise<number> {
  const url = `https://example.com/${encodeURIComponent(title)}`
  const answer = await extension.send('add-link', { url, tags, capture: false })
  return (answer.value as { linkId: number }).linkId
}

/** Paths of the tags of the link that `addTagged` added. */
export async function tagPathsOf(extension: Extension, title: string): Promise<string[]> {
  const byId = await tagRows(extension)
  const links = await extension.rows('links')
  const link = links.find(
    (row) => row['url'] === `https://example.com/${encodeURIComponent(title)}`,
  )
  return ((link?.['tags'] ?? []) as number[]).map((id) => pathOf(byId.get(id), byId)).sort()
}

/** Selector of the tree's row of a tag, with more conditions. */
export const rowOf = (name: string, more = ''): string =>
  `[data-role=tag-row][aria-label^="${name},"]${more}`
