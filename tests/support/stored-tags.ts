import { addLink } from '../../utils/db/link-acts.ts'
import { allTags, linkById } from '../../utils/db/queries.ts'
import { tagPath } from '../../utils/model/tag-tree.ts'

/** Paths of all tags, in order. */
export async function paths(): Promise<string[]> {
  const tags = await allTags()
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  return tags.map((tag) => tagPath(tag, byId)).sort()
}

/** Id of the tag at a path, -1 for none. */
export async function idOf(path: string): Promise<number> {
  const tags = await allTags()
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  return tags.find((tag) => tagPath(tag, byId) === path)?.id ?? -1
}

/** Adds a link with tags. @returns its id */
export async function link(name: string, tags: string[]): Promise<number> {
  const url = `https://example.com/${name}`
  const { linkId } = await addLink({ url, urlKey: url, title: name, tags, at: 1_700_000_000_000 })
  return linkId
}

export const tagsOf = async (linkId: number): Promise<number[]> =>
  (await linkById(linkId))?.tags ?? []

/** A starred link of which little is known. */
export const blank = (id: number) => ({
  id,
  uid: `uid-${id}`,
  url: `https://${id}.example/`,
  urlKey: `https://${id}.example/`,
  canonical: '',
  similarKeys: [`//${id}.example`],
  title: 'a title of usual length, for the size of rows',
  lang: '',
  note: '',
  state: 'inbox' as const,
  stateBeforeTrash: 'inbox' as const,
  starred: 1 as const,
  tags: [],
  icon: '',
  createdAt: 1,
  updatedAt: 1,
  latest: '',
  versions: 0,
})
