import { isTwinKey, twinKeyOf } from '../../links/twin-key.ts'
import type { Link } from '../../model/link.ts'
import { newUid } from '../../shared/ids.ts'
import { db } from '../database.ts'
import { ownKey, similarKeysOf } from '../link-keys.ts'
import { canonicalJson } from './canonical-json.ts'
import { keyed } from './key-links.ts'
import type { Merge } from './merge-library.ts'
import type { LinkLine } from './row-shapes.ts'

/** Takes imported links in; those whose address is there already join what is there. */
export async function mergeLinks(lines: readonly LinkLine[], merge: Merge): Promise<void> {
  const page = lines.map((line) => keyed(line, keyThere(line, line.uid)))
  const known = await knownOf(page)
  const rows = new Map<number, Link>()
  for (const link of page) {
    const there = known.byKey.get(link.urlKey)
    const tags = link.tags.flatMap((id) => merge.tags.get(id) ?? [])
    const row = there ? united(there, { ...link, tags }) : { ...(await asNew(link, known)), tags }
    merge.links.set(link.id, row.id)
    known.byKey.set(row.urlKey, row)
    known.ids.add(row.id)
    known.uids.add(row.uid)
    if (there) merge.touched.add(row.id)
    if (row === there) continue
    rows.set(row.id, row)
    note(row, there, merge)
  }
  await db.links.bulkPut([...rows.values()])
}

/** The key a link gets by the rules of today; one that was kept apart from another stays apart. */
const keyThere = (line: Pick<Link, 'url' | 'urlKey'>, uid: string): string =>
  isTwinKey(line.urlKey) ? twinKeyOf(ownKey(line), uid) : ownKey(line)

interface Known {
  byKey: Map<string, Link>
  ids: Set<number>
  uids: Set<string>
}

async function knownOf(page: readonly Link[]): Promise<Known> {
  const [byKey, byId, byUid] = await Promise.all([
    db.links
      .where('urlKey')
      .anyOf(page.map(({ urlKey }) => urlKey))
      .toArray(),
    db.links.bulkGet(page.map(({ id }) => id)),
    db.links
      .where('uid')
      .anyOf(page.map(({ uid }) => uid))
      .toArray(),
  ])
  return {
    byKey: new Map(byKey.map((link) => [link.urlKey, link])),
    ids: new Set(byId.flatMap((link) => (link ? [link.id] : []))),
    uids: new Set(byUid.map(({ uid }) => uid)),
  }
}

/** A link with its own id and uid where they are free, and others where they are not. */
async function asNew(link: Link, { ids, uids }: Known): Promise<Link> {
  const id = ids.has(link.id) ? await freeId(link.id + 1, ids) : link.id
  const uid = uids.has(link.uid) ? newUid() : link.uid
  return { ...link, id, uid, urlKey: keyThere(link, uid) }
}

/** The next id of the same millisecond; a library has one link in most of them. */
async function freeId(from: number, taken: ReadonlySet<number>): Promise<number> {
  let id = from
  for (;;) {
    const there = await db.links.get(id)
    if (!there && !taken.has(id)) return id
    id++
  }
}

/** What is there, with what the other adds; itself if that is nothing. */
function united(there: Link, other: Link): Link {
  const row: Link = {
    ...there,
    title: there.title || other.title,
    canonical: there.canonical || other.canonical,
    lang: there.lang || other.lang,
    note: unitedNote(there.note, other.note),
    state: there.state === 'trash' ? other.state : there.state,
    starred: there.starred || other.starred,
    tags: [...new Set([...there.tags, ...other.tags])],
    icon: there.icon || other.icon,
  }
  row.similarKeys = similarKeysOf(row)
  return canonicalJson(row) === canonicalJson(there) ? there : { ...row, updatedAt: Date.now() }
}

function unitedNote(there: string, other: string): string {
  if (there.includes(other)) return there
  return other.includes(there) ? other : `${there}\n\n${other}`
}

const FIELDS = [
  'title',
  'canonical',
  'lang',
  'note',
  'state',
  'starred',
  'tags',
  'icon',
  'updatedAt',
] as const

function note(row: Link, there: Link | undefined, merge: Merge): void {
  const pick = (link: Link) => Object.fromEntries(FIELDS.map((field) => [field, link[field]]))
  merge.changes.push({
    table: 'links',
    key: row.id,
    before: there && pick(there),
    after: there ? pick(row) : {},
  })
  if (there) merge.merged++
  else merge.added++
}
