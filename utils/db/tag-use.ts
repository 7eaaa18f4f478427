import { db } from './database.ts'

/** Which links hold each tag. */
export interface TagHolders {
  /** Ids of links by tag, the trash included. */
  links: ReadonlyMap<number, number[]>
  /** Ids of links in the trash. */
  trash: ReadonlySet<number>
}

/** Reads the index of tags only, one range a tag; no link is read. */
export async function tagHolders(): Promise<TagHolders> {
  const tags = await db.tags.toCollection().primaryKeys()
  const [trash, ...held] = await Promise.all([
    db.links.where('[state+id]').between(['trash', -Infinity], ['trash', Infinity]).primaryKeys(),
    ...tags.map((id) => db.links.where('tags').equals(id).primaryKeys()),
  ])
  return {
    links: new Map(tags.map((id, index) => [id, held[index] ?? []])),
    trash: new Set(trash),
  }
}
