import { linksByIds } from '../../db/queries.ts'
import type { Link } from '../../model/link.ts'
import { joinVersions } from '../index/join-versions.ts'
import type { SearchedLink } from '../query/evaluate-query.ts'
import type { PageTexts } from './page-texts.ts'
import type { TagNames } from './tag-names.ts'

/** What is read of links, and by what means. */
export interface Reading {
  tags: TagNames
  /** Ids of links whose page could not be kept. */
  broken: ReadonlySet<number>
  /** Undefined where a query asks for no text, which is dear to read. */
  texts: PageTexts | undefined
}

/** Links as queries see them, by their ids, as far as they are there. */
export async function readSearched(
  ids: number[],
  reading: Reading,
): Promise<Map<number, SearchedLink>> {
  const links = (await linksByIds(ids)).filter((link) => link !== undefined)
  const texts = await reading.texts?.(links)
  const textOf = ({ id }: Link) => joinVersions((texts?.get(id) ?? []).map(({ text }) => text))
  return new Map(links.map((link) => [link.id, searched(link, textOf(link), reading)]))
}

const searched = (link: Link, text: string, { tags, broken }: Reading): SearchedLink => ({
  title: link.title,
  url: link.url,
  note: link.note,
  text,
  tags: link.tags.flatMap((id) => tags.get(id) ?? []),
  lang: link.lang,
  state: link.state,
  starred: link.starred === 1,
  broken: broken.has(link.id),
  hasSnapshot: link.latest !== '',
  createdAt: link.createdAt,
})
