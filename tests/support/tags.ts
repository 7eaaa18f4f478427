import type { Page } from 'puppeteer-core'
import { addLink } from './add-link.ts'
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
  return addLink(extension, url, { tags, capture: false })
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
  `[data-role=tag-row][data-name="${name}"]${more}`

/** Puts plain tags in place of all there are, past the journal; runs in a page of ours. */
export async function putTags(page: Page, names: string[]): Promise<void> {
  await page.evaluate(async (wanted: string[]) => {
    const opening = indexedDB.open('linkshot')
    const db = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result)
    })
    const transaction = db.transaction(['tags', 'links', 'journal', 'settings'], 'readwrite')
    for (const table of ['tags', 'links', 'journal']) transaction.objectStore(table).clear()
    transaction.objectStore('settings').put({ key: 'lastTagId', value: wanted.length })
    wanted.forEach((name, index) => {
      const id = index + 1
      const rest = { parent: 0, colour: '', aliases: [], order: id }
      const nameKey = name.toLowerCase()
      transaction.objectStore('tags').put({ id, uid: `uid-${id}`, name, nameKey, ...rest })
    })
    await new Promise((resolve) => {
      transaction.oncomplete = resolve
    })
    db.close()
  }, names)
}
