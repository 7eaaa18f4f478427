import {
  isAlive,
  membersOf,
  recordId,
  type SyncRecord,
  textOf,
} from '../../../utils/record/record.ts'
import type { World } from './world.ts'

type Found = Map<string, SyncRecord>

/** Whether what people did is there: words in notes, tags on links, versions. */
export function checkDeeds(world: World, there: readonly SyncRecord[]): string[] {
  const found: Found = new Map(there.map((record) => [recordId(record), record]))
  return [...lostWords(world, found), ...lostTags(world, found), ...lostVersions(world, found)]
}

const linkAt = (found: Found, uid: string) => found.get(recordId({ kind: 'link', uid }))

/** Uids of a record and of all it was ever merged into. */
function placesOf(kind: 'link' | 'tag', uid: string, found: Found): string[] {
  const places = [uid]
  for (let at = found.get(recordId({ kind, uid })); at; ) {
    const into = textOf(at, 'mergedInto')
    if (into === '' || places.includes(into)) break
    places.push(into)
    at = found.get(recordId({ kind, uid: into }))
  }
  return places
}

const livesIn = (kind: 'link' | 'tag', uid: string, found: Found): SyncRecord[] =>
  placesOf(kind, uid, found)
    .map((each) => found.get(recordId({ kind, uid: each })))
    .filter((record): record is SyncRecord => record !== undefined && isAlive(record))

/** A word that nobody who saw it took out is in the note. */
function lostWords({ deeds }: World, found: Found): string[] {
  return deeds.written.flatMap(({ link, word }) => {
    const links = livesIn('link', link, found)
    const isThere = links.some((record) => textOf(record, 'note').includes(word))
    if (links.length === 0 || isThere || deeds.erased.has(word)) return []
    return [`${word} of link ${link} is lost`]
  })
}

/** A tag that was put on a link, and that nobody took off, is on it. */
function lostTags({ deeds }: World, found: Found): string[] {
  const groups = (pair: string) => {
    const [link = '', tag = ''] = pair.split(' ')
    const links = placesOf('link', link, found)
    const tags = placesOf('tag', tag, found)
    return { link, tag, last: `${links.at(-1)} ${tags.at(-1)}` }
  }
  const taken = new Set([...deeds.untagged].map((pair) => groups(pair).last))
  return [...deeds.tagged].flatMap((pair) => {
    const { link, tag, last } = groups(pair)
    const links = livesIn('link', link, found)
    const tags = livesIn('tag', tag, found).map(({ uid }) => uid)
    const isThere = links.some((record) => membersOf(record).some((each) => tags.includes(each)))
    if (links.length === 0 || tags.length === 0 || isThere || taken.has(last)) return []
    return [`tag ${tag} of link ${link} is lost`]
  })
}

/** A version that nobody deleted is one of a link that lives. */
function lostVersions({ deeds, wasPurged }: World, found: Found): string[] {
  return [...deeds.kept].flatMap(([uid, link]) => {
    const links = livesIn('link', link, found)
    const record = found.get(recordId({ kind: 'snapshot', uid }))
    const isThere = record !== undefined && isAlive(record)
    const owner = isThere ? linkAt(found, textOf(record, 'link')) : undefined
    const isShown = owner !== undefined && isAlive(owner)
    if (links.length === 0 || isShown || deeds.dropped.has(uid) || wasPurged) return []
    return [`version ${uid} of link ${link} is lost`]
  })
}
