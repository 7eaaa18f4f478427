import { db } from '../../utils/db/database.ts'
import { readText, snapshotsOf } from '../../utils/db/queries.ts'
import { indexState, segmentsOf } from '../../utils/db/text-index/index-state.ts'
import { readBlock } from '../../utils/search/index/block.ts'
import type { IndexedLink } from '../../utils/search/index/document.ts'
import { joinVersions } from '../../utils/search/index/join-versions.ts'
import { openIndex } from '../../utils/search/index/open-index.ts'
import { gzip, sha256 } from '../../utils/shared/bytes.ts'
import { linkRow, putSnapshot, uidOf } from './library-rows.ts'
import { memoryIndex } from './memory-index.ts'

/** Stores a text as it is kept with a page. */
export async function putText(text: string): Promise<void> {
  const raw = new TextEncoder().encode(text)
  await db.texts.put({ hash: await sha256(raw), body: await gzip(raw), length: text.length })
}

/** Of versions: each is newer than those before. */
let lastVersion = 2000

/** Keeps a link with one more version, whose text is this one; `late`: the text itself comes by `putText`. */
export async function putPage(n: number, text: string, late = false): Promise<number> {
  const version = ++lastVersion
  const link = linkRow(n, { title: `title ${n}`, note: '', latest: uidOf(1000 + version) })
  const hash = await sha256(new TextEncoder().encode(text))
  await putSnapshot(link, version, { text: hash })
  if (!late) await putText(text)
  await db.links.put({ ...link, versions: (await snapshotsOf(link.id)).length })
  return link.id
}

/** All links with what is searched of them, as they are now. */
export async function searchedLinks(): Promise<IndexedLink[]> {
  const links = await db.links.toArray()
  const { current } = await indexState()
  return Promise.all(
    links.map(async ({ id, title, note, url, latest }) => {
      const all = await snapshotsOf(id)
      const searched = current.versions === 'all' ? all : all.filter(({ uid }) => uid === latest)
      const texts = await Promise.all(searched.map(({ text }) => readText(text)))
      return { id, title, note, url, text: joinVersions(texts.map((text) => text ?? '')) }
    }),
  )
}

/** All that is in the index that is searched: each term with its links, how often and where it is. */
export async function indexedTerms(): Promise<Map<string, string>> {
  const index = openIndex()
  const { current } = await indexState()
  const segments = new Set((await segmentsOf(current.generation)).map(({ id }) => id))
  const blocks = (await db.indexBlocks.toArray()).filter(({ segment }) => segments.has(segment))
  const terms = new Set(blocks.flatMap(({ data }) => [...readBlock(data)].map(({ term }) => term)))
  return postingsOf(index, terms)
}

/** The same of an index in memory of what is in the library now. */
export async function wantedTerms(): Promise<Map<string, string>> {
  const index = memoryIndex(await searchedLinks())
  return postingsOf(index, index.terms())
}

async function postingsOf(
  index: Pick<ReturnType<typeof memoryIndex>, 'postings'>,
  terms: Set<string>,
): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  // Of thousands, some: each is looked up.
  const some = terms.size > 1000 ? [...terms].filter(isOneOfTen) : terms
  for (const term of [...some].sort()) {
    const { docs, freqs, fields } = await index.postings({ term, prefix: false })
    const told = [...docs].map((doc, at) => `${doc}:${freqs[at]}:${fields[at]}`)
    if (told.length > 0) all.set(term, told.join(' '))
  }
  return all
}

const isOneOfTen = (term: string): boolean =>
  [...term].reduce((sum, each) => sum + each.charCodeAt(0), 0) % 10 === 0
