import { db } from '../../utils/db/database.ts'
import type { Link, Tag } from '../../utils/model/link.ts'
import { namesOfTags } from '../../utils/search/find/tag-names.ts'
import type { SearchedLink } from '../../utils/search/query/evaluate-query.ts'
import { gzip, sha256 } from '../../utils/shared/bytes.ts'
import { AT, jobOf, linkRow, putSnapshot, tagRow, uidOf } from './library-rows.ts'
import { below, oneOf, type Random, randomText } from './random-texts.ts'

const DAY = 86_400_000

export const TAGS: Tag[] = [
  tagRow(1, '前端', { aliases: ['web/前端'] }),
  tagRow(2, 'React', { parent: 1, colour: 'red' }),
  tagRow(3, 'Reading list'),
  tagRow(4, '读书', { parent: 3 }),
]

const HOSTS = ['example.com', 'docs.example.com', 'zh.example.org', 'example.com:8080', '例子.cn']

/** What a made link is, with the text that is stored apart from it. */
export interface MadeLink {
  link: Link
  text: string
  broken: boolean
}

/** The nth link of a library, all else by chance. */
export function madeLink(random: Random, n: number): MadeLink {
  const createdAt = AT - n * below(random, 2 * DAY)
  const text = random() < 0.15 ? '' : randomText(random, 1 + below(random, 40))
  const link = linkRow(n, {
    id: createdAt * 1024 + n,
    createdAt,
    url: `https://${oneOf(random, HOSTS)}/${encodeURIComponent(randomText(random, 1))}/a?q=${n}`,
    urlKey: `key ${n}`,
    title: random() < 0.1 ? '' : randomText(random, 1 + below(random, 6)),
    note: random() < 0.6 ? '' : randomText(random, 1 + below(random, 4)),
    lang: oneOf(random, ['zh-CN', 'zh', 'en', 'ja', 'ko', '']),
    state: oneOf(random, ['inbox', 'inbox', 'read', 'archived', 'trash']),
    starred: random() < 0.2 ? 1 : 0,
    tags: TAGS.map(({ id }) => id).filter(() => random() < 0.25),
    latest: text === '' ? '' : uidOf(1000 + n),
  })
  return { link, text, broken: random() < 0.1 }
}

/** Stores links, their texts and the jobs of those that are broken. */
export async function storeMade(all: readonly MadeLink[]): Promise<void> {
  await db.links.bulkPut(all.map(({ link }) => link))
  await db.jobs.bulkPut(all.flatMap(({ link, broken }) => (broken ? [jobOf(link.id)] : [])))
  for (const { link, text } of all) {
    if (text === '') continue
    const raw = new TextEncoder().encode(text)
    const hash = await sha256(raw)
    await db.texts.put({ hash, body: await gzip(raw), length: text.length })
    await putSnapshot(link, Number(link.latest.slice(-12)) - 1000, { text: hash })
  }
}

const NAMES = namesOfTags(TAGS)

export const searchedForm = ({ link, text, broken }: MadeLink): SearchedLink => ({
  ...link,
  text,
  broken,
  starred: link.starred === 1,
  hasSnapshot: link.latest !== '',
  tags: link.tags.flatMap((id) => NAMES.get(id) ?? []),
})
