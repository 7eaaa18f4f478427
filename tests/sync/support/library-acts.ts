import { addLinks } from '../../../utils/db/add-links.ts'
import { db } from '../../../utils/db/database.ts'
import { completeSnapshot } from '../../../utils/db/jobs.ts'
import {
  deleteLinks,
  editLinks,
  restoreLinks,
  tagLinks,
  trashLinks,
} from '../../../utils/db/link-acts.ts'
import { mergeLinks } from '../../../utils/db/merge-links.ts'
import { saveCapture } from '../../../utils/db/save-capture.ts'
import {
  colourTag,
  createTag,
  deleteTags,
  mergeTags,
  moveTag,
  renameTag,
} from '../../../utils/db/tag-acts.ts'
import { undoAct } from '../../../utils/db/undo.ts'
import { LinkshotError } from '../../../utils/model/error.ts'
import { newCapture } from '../../support/rows.ts'
import { type Deeds, word } from './person.ts'
import type { Random } from './random.ts'

interface User {
  random: Random
  nowMs: number
  links: number[]
  tags: number[]
  /** Acts that may be undone, the latest last. */
  acts: string[]
}

/** @returns the id of an act that can be undone, if it was one */
type Act = (user: User) => Promise<string | undefined>

const ADDRESSES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `https://${name}/`)
const NAMES = ['one', 'Two', 'three', 'four', 'one/three', 'four/Two']

const some = <T>(random: Random, from: readonly T[]): T[] => from.filter(() => random.chance(0.4))

const idOf = async (act: Promise<{ actId: string }>): Promise<string> => (await act).actId

const add: Act = ({ random, nowMs }) => {
  const addresses = some(random, ADDRESSES).slice(0, 3)
  const tags = some(random, NAMES).slice(0, 2)
  return idOf(
    addLinks(
      addresses.map((url) => ({ url, urlKey: url, title: word(random) })),
      tags,
      Math.max(0, nowMs),
    ),
  )
}

const editOne: Act = async ({ random, links }) => {
  const id = random.pick(links) ?? 0
  const { note = '' } = (await db.links.get(id)) ?? {}
  const patches = [
    { title: word(random) },
    { note: [note, word(random)].filter(Boolean).join('\n\n') },
    { starred: random.below(2) as 0 | 1 },
    { state: 'read' as const },
  ]
  return idOf(editLinks([id], random.pick(patches) ?? {}))
}

const keep: Act = async ({ random, nowMs, links }) => {
  const [linkId, name] = [random.pick(links), random.uid()]
  const url = (await db.links.get(linkId ?? 0))?.url ?? random.pick(ADDRESSES) ?? ''
  const capture = await newCapture(name, { urlKey: url, linkId, capturedAt: Math.max(0, nowMs) })
  const { actId } = await saveCapture({ ...capture, snapshot: { ...capture.snapshot, url } })
  if (random.chance(0.7)) await completeSnapshot(name, nowMs)
  return actId
}

const undo: Act = async ({ random, acts }) => {
  const [last] = acts.splice(random.chance(0.6) ? -1 : random.below(acts.length), 1)
  if (last) await undoAct(last)
  return undefined
}

const setSetting: Act = async ({ random }) => {
  await db.settings.put({ key: 'hostPause', value: random.below(60) })
  return undefined
}

/** The real acts of the library, by whatever screen. */
const ACTS: Record<string, Act> = {
  add,
  'add again': add,
  edit: editOne,
  'edit again': editOne,
  tag: ({ random, links, tags }) =>
    idOf(
      tagLinks(
        some(random, links).slice(0, 3),
        some(random, NAMES).slice(0, 2),
        some(random, tags),
      ),
    ),
  trash: ({ random, links }) => idOf(trashLinks(some(random, links).slice(0, 2))),
  restore: ({ links }) => idOf(restoreLinks(links)),
  delete: ({ random, links }) => idOf(deleteLinks(some(random, links).slice(0, 2))),
  keep,
  'keep again': keep,
  'merge links': ({ random, links }) =>
    idOf(mergeLinks(random.pick(links) ?? 0, some(random, links).slice(0, 2))),
  'create tag': ({ random }) => idOf(createTag(random.pick(NAMES) ?? '')),
  'rename tag': ({ random, tags }) =>
    idOf(renameTag(random.pick(tags) ?? 0, random.pick(['one', 'four', word(random)]) ?? '')),
  'colour tag': ({ random, tags }) => idOf(colourTag(random.pick(tags) ?? 0, 'red')),
  'move tag': ({ random, tags }) =>
    idOf(moveTag(random.pick(tags) ?? 0, random.pick([0, ...tags]) ?? 0)),
  'merge tags': ({ random, tags }) =>
    idOf(mergeTags(random.pick(tags) ?? 0, random.pick(tags) ?? 0)),
  'delete tags': ({ random, tags }) => idOf(deleteTags(some(random, tags).slice(0, 1))),
  undo,
  'undo again': undo,
  set: setSetting,
}

/** Somebody who uses the library; what was done, and what of it has to be found again, is told. */
export function createUser() {
  const acts: string[] = []

  return async (person: { random: Random; deeds: Deeds; nowMs: number }): Promise<string> => {
    const { random, deeds, nowMs } = person
    const links = (await db.links.toCollection().primaryKeys()) as number[]
    const tags = (await db.tags.toCollection().primaryKeys()) as number[]
    const name = random.pick(Object.keys(ACTS)) ?? ''
    const before = await sight()
    try {
      const id = await ACTS[name]?.({ random, nowMs, links, tags, acts })
      if (id) acts.push(id)
    } catch (error) {
      if (!(error instanceof LinkshotError)) throw error
      return `could not ${name}: ${error.message}`
    }
    remember(deeds, name, before, await sight())
    return name
  }
}

/** What somebody sees that nobody may lose. */
interface Sight {
  /** `link word` and so on. */
  words: Set<string>
  tagged: Set<string>
  versions: Map<string, string>
}

async function sight(): Promise<Sight> {
  const [links, tags, snapshots] = await Promise.all([
    db.links.toArray(),
    db.tags.toArray(),
    db.snapshots.where('status').equals('complete').toArray(),
  ])
  const uids = new Map([...links, ...tags].map(({ id, uid }) => [id, uid]))
  return {
    words: new Set(
      links.flatMap(({ uid, note }) =>
        note
          .split('\n\n')
          .filter(Boolean)
          .map((each) => `${uid} ${each}`),
      ),
    ),
    tagged: new Set(
      links.flatMap((link) => link.tags.map((id) => `${link.uid} ${uids.get(id) ?? ''}`)),
    ),
    versions: new Map(snapshots.map(({ uid, linkId }) => [uid, uids.get(linkId) ?? ''])),
  }
}

/** What moves words and tags elsewhere. */
const MERGES = new Set(['merge tags', 'merge links'])

function remember(deeds: Deeds, name: string, before: Sight, after: Sight): void {
  for (const pair of after.words) {
    const [link = '', text = ''] = pair.split(' ')
    if (!before.words.has(pair)) deeds.written.push({ link, word: text })
  }
  for (const pair of before.words) {
    if (!after.words.has(pair) && !MERGES.has(name)) deeds.erased.add(pair.split(' ')[1] ?? '')
  }
  for (const pair of after.tagged) if (!before.tagged.has(pair)) deeds.tagged.add(pair)
  for (const pair of before.tagged) {
    if (!after.tagged.has(pair) && !MERGES.has(name)) deeds.untagged.add(pair)
  }
  for (const [uid, link] of after.versions) if (!before.versions.has(uid)) deeds.kept.set(uid, link)
  for (const uid of before.versions.keys()) if (!after.versions.has(uid)) deeds.dropped.add(uid)
}
