import { tagKeyOf } from '../../../utils/db/tag-key.ts'
import { editRecord, type RecordEdit, setMembers } from '../../../utils/record/edit-record.ts'
import { blankLocal } from '../../../utils/record/receive-record.ts'
import {
  isAlive,
  isMember,
  type RecordKind,
  recordId,
  textOf,
} from '../../../utils/record/record.ts'
import type { LocalRecord, ReplicaTransaction } from '../../../utils/record/replica.ts'
import type { Random } from './random.ts'

/** What people did, as far as nothing stored tells it afterwards. */
export interface Deeds {
  /** Words written into notes, by link, and words somebody who saw them took out. */
  written: { link: string; word: string }[]
  erased: Set<string>
  /** `link tag`. */
  tagged: Set<string>
  untagged: Set<string>
  /** Versions kept, by uid, and those somebody deleted. */
  kept: Map<string, string>
  dropped: Set<string>
  /** What a link or tag was ever merged into, by uid. */
  merged: Map<string, Set<string>>
}

export const noDeeds = (): Deeds => ({
  written: [],
  erased: new Set(),
  tagged: new Set(),
  untagged: new Set(),
  kept: new Map(),
  dropped: new Set(),
  merged: new Map(),
})

/** Remembers mergers, whoever made them: two devices may merge one tag into different others. */
export function rememberMergers({ merged }: Deeds, locals: readonly (LocalRecord | undefined)[]) {
  for (const local of locals) {
    const into = local ? textOf(local.record, 'mergedInto') : ''
    if (!local || into === '') continue
    const { uid } = local.record
    merged.set(uid, (merged.get(uid) ?? new Set()).add(into))
  }
}

/** One person at one device, in one transaction. */
export interface Person {
  transaction: ReplicaTransaction
  random: Random
  deeds: Deeds
  nowMs: number
  /** All records there, as they are while edited. */
  records: Map<string, LocalRecord>
}

type Act = (person: Person) => Promise<string | undefined>

const ADDRESSES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const NAMES = ['one', 'Two', 'three', 'four']
const STATES = ['inbox', 'read', 'archived', 'trash']
const MOST_LINKS = 14

/** Reads everything, does something, and says what. */
export async function editSomething(
  transaction: ReplicaTransaction,
  random: Random,
  deeds: Deeds,
  nowMs: number,
): Promise<string> {
  const all = await transaction.scan({ after: '', most: 10_000 })
  const records = new Map(all.map((local) => [recordId(local.record), local]))
  const person: Person = { transaction, random, deeds, nowMs, records }
  for (let tries = 0; tries < 5; tries += 1) {
    const act = random.pick(ACTS)
    const said = await act?.(person)
    if (said) return said
  }
  return 'did nothing'
}

async function edit(person: Person, local: LocalRecord, change: RecordEdit): Promise<void> {
  const edited = editRecord(local, change, await person.transaction.stamp())
  person.records.set(recordId(edited.record), edited)
  await person.transaction.putMany([edited])
}

const of = ({ records }: Person, kind: RecordKind): LocalRecord[] =>
  [...records.values()].filter(({ record }) => record.kind === kind)

const alive = (person: Person, kind: RecordKind): LocalRecord[] =>
  of(person, kind).filter(({ record }) => isAlive(record))

const dead = (person: Person, kind: RecordKind): LocalRecord[] =>
  of(person, kind).filter(({ record }) => !isAlive(record) && textOf(record, 'mergedInto') === '')

const short = ({ record }: LocalRecord): string => `${record.kind} ${record.uid.slice(0, 4)}`

const makeLink: Act = async (person) => {
  const { random, deeds, nowMs } = person
  const taken = new Set(alive(person, 'link').map(({ record }) => textOf(record, 'urlKey')))
  const address = random.pick(ADDRESSES.filter((each) => !taken.has(each)))
  if (!address || of(person, 'link').length >= MOST_LINKS) return undefined
  const local = blankLocal('link', random.uid())
  const values = {
    url: `https://${address}`,
    urlKey: address,
    keyRules: random.chance(0.1) ? 2 : 1,
    canonical: '',
    title: word(random),
    lang: '',
    note: '',
    state: 'inbox',
    before: 'inbox',
    starred: 0,
    icon: '',
    createdAt: Math.max(0, nowMs),
    mergedInto: '',
  }
  const tag = random.chance(0.5) ? random.pick(alive(person, 'tag')) : undefined
  await edit(person, local, { values, add: tag ? [tag.record.uid] : [] })
  if (tag) deeds.tagged.add(`${local.record.uid} ${tag.record.uid}`)
  return `made ${short(local)} at ${address}`
}

const word = (random: Random): string => `w${random.below(1_000_000_000).toString(36)}`

const changeLink: Act = async (person) => {
  const { random } = person
  const link = random.pick(alive(person, 'link'))
  if (!link) return undefined
  const values = random.pick([
    { title: word(random) },
    { starred: random.below(2) },
    { state: random.pick(STATES) ?? 'inbox' },
    { canonical: word(random), lang: 'en' },
  ])
  await edit(person, link, values ? { values } : {})
  return `changed ${short(link)}: ${JSON.stringify(values)}`
}

const writeNote: Act = async (person) => {
  const { random, deeds } = person
  const link = random.pick(alive(person, 'link'))
  if (!link) return undefined
  const old = textOf(link.record, 'note')
  const added = word(random)
  const isAnew = old === '' || random.chance(0.3)
  if (isAnew) for (const each of wordsOf(old)) deeds.erased.add(each)
  const note = isAnew ? added : `${old}\n\n${added}`
  deeds.written.push({ link: link.record.uid, word: added })
  await edit(person, link, { values: { note } })
  return `wrote to ${short(link)}: ${JSON.stringify(note)}`
}

const wordsOf = (note: string): string[] => note.split('\n\n').filter(Boolean)

const deleteLink: Act = async (person) => {
  const link = person.random.pick(alive(person, 'link'))
  if (!link || person.random.chance(0.4)) return undefined
  await edit(person, link, { delete: true })
  return `deleted ${short(link)}`
}

const restoreLink: Act = async (person) => {
  const link = person.random.pick(dead(person, 'link'))
  const key = link && textOf(link.record, 'urlKey')
  const isTaken = alive(person, 'link').some(({ record }) => textOf(record, 'urlKey') === key)
  if (!link || isTaken) return undefined
  await edit(person, link, { values: { state: 'inbox' } })
  return `restored ${short(link)}`
}

const putTag: Act = async (person) => {
  const { random, deeds } = person
  const [link, tag] = [random.pick(alive(person, 'link')), random.pick(alive(person, 'tag'))]
  if (!link || !tag) return undefined
  deeds.tagged.add(`${link.record.uid} ${tag.record.uid}`)
  await edit(person, link, { add: [tag.record.uid] })
  return `put ${short(tag)} on ${short(link)}`
}

const takeTag: Act = async (person) => {
  const { random, deeds } = person
  const link = random.pick(alive(person, 'link'))
  const tags = alive(person, 'tag').filter(({ record }) =>
    isMember(link?.record.members[record.uid]),
  )
  const tag = random.pick(tags)
  if (!link || !tag) return undefined
  deeds.untagged.add(`${link.record.uid} ${tag.record.uid}`)
  await edit(person, link, { remove: [tag.record.uid] })
  return `took ${short(tag)} off ${short(link)}`
}

const makeTag: Act = async (person) => {
  const { random } = person
  const parent = random.chance(0.5) ? (random.pick(alive(person, 'tag'))?.record.uid ?? '') : ''
  const name = random.pick(NAMES) ?? ''
  if (isTaken(person, name, parent) || of(person, 'tag').length >= 12) return undefined
  const local = blankLocal('tag', random.uid())
  const values = { name, parent, colour: '', order: random.below(100), mergedInto: '' }
  await edit(person, local, { values, add: random.chance(0.3) ? [word(random)] : [] })
  return `made ${short(local)} ${name} in ${parent.slice(0, 4)}`
}

const isTaken = (person: Person, name: string, parent: string, but = ''): boolean =>
  alive(person, 'tag').some(
    ({ record }) =>
      record.uid !== but &&
      textOf(record, 'parent') === parent &&
      tagKeyOf(textOf(record, 'name')) === tagKeyOf(name),
  )

const renameTag: Act = async (person) => {
  const { random } = person
  const tag = random.pick(alive(person, 'tag'))
  const name = random.pick([...NAMES, word(random)]) ?? ''
  if (!tag || isTaken(person, name, textOf(tag.record, 'parent'), tag.record.uid)) return undefined
  await edit(person, tag, { values: { name, colour: word(random) } })
  return `renamed ${short(tag)} ${name}`
}

const moveTag: Act = async (person) => {
  const { random } = person
  const tags = alive(person, 'tag')
  const [tag, into] = [random.pick(tags), random.pick(tags)]
  if (!tag || !into || isInside(person, into, tag)) return undefined
  const parent = into.record.uid
  if (isTaken(person, textOf(tag.record, 'name'), parent, tag.record.uid)) return undefined
  await edit(person, tag, { values: { parent } })
  return `moved ${short(tag)} into ${short(into)}`
}

/** Whether one is the other, or inside of it; as far as this device knows there are no cycles but after pulls. */
function isInside(person: Person, tag: LocalRecord, of: LocalRecord): boolean {
  const byUid = new Map(alive(person, 'tag').map((each) => [each.record.uid, each]))
  const seen = new Set<string>()
  let at: LocalRecord | undefined = tag
  while (at && !seen.has(at.record.uid)) {
    if (at.record.uid === of.record.uid) return true
    seen.add(at.record.uid)
    at = byUid.get(textOf(at.record, 'parent'))
  }
  return false
}

const deleteTag: Act = async (person) => {
  const tag = person.random.pick(alive(person, 'tag'))
  if (!tag || person.random.chance(0.4)) return undefined
  await edit(person, tag, { delete: true })
  return `deleted ${short(tag)}`
}

const restoreTag: Act = async (person) => {
  const tag = person.random.pick(dead(person, 'tag'))
  if (!tag) return undefined
  const [name, parent] = [textOf(tag.record, 'name'), textOf(tag.record, 'parent')]
  if (isTaken(person, name, parent)) return undefined
  await edit(person, tag, { values: { name } })
  return `restored ${short(tag)}`
}

const mergeTags: Act = async (person) => {
  const { random, deeds } = person
  const tags = alive(person, 'tag')
  const [tag, into] = [random.pick(tags), random.pick(tags)]
  if (!tag || !into || isInside(person, into, tag)) return undefined
  const [from, to] = [tag.record.uid, into.record.uid]
  const links = alive(person, 'link').filter(({ record }) => isMember(record.members[from]))
  const stamp = await person.transaction.stamp()
  for (const link of links) {
    // Put on anew where it is on already: it stands for two now.
    const [, removed = ''] = link.record.members[to] ?? []
    await edit(person, setMembers(link, { [to]: [stamp, removed] }), { remove: [from] })
  }
  for (const link of links) deeds.tagged.add(`${link.record.uid} ${to}`)
  const latest = person.records.get(recordId(into.record)) ?? into
  await edit(person, latest, { add: [word(random)] })
  await edit(person, tag, { values: { mergedInto: to }, delete: true })
  return `merged ${short(tag)} into ${short(into)}`
}

const keepVersion: Act = async (person) => {
  const { random, deeds, nowMs } = person
  const link = random.pick(alive(person, 'link'))
  if (!link || of(person, 'snapshot').length >= 12) return undefined
  const local = blankLocal('snapshot', random.uid())
  deeds.kept.set(local.record.uid, link.record.uid)
  const values = {
    link: link.record.uid,
    url: textOf(link.record, 'url'),
    title: word(random),
    capturedAt: Math.max(0, nowMs),
    data: { frames: [{ key: '0' }] },
  }
  await edit(person, local, { values })
  return `kept ${short(local)} of ${short(link)}`
}

const dropVersion: Act = async (person) => {
  const version = person.random.pick(alive(person, 'snapshot'))
  if (!version || person.random.chance(0.5)) return undefined
  person.deeds.dropped.add(version.record.uid)
  await edit(person, version, { delete: true })
  return `dropped ${short(version)}`
}

const setSetting: Act = async (person) => {
  const { random } = person
  const uid = random.chance(0.2) ? 'cursed' : (random.pick(['theme', 'language']) ?? 'theme')
  const known = person.records.get(recordId({ kind: 'setting', uid }))
  // One that no server takes.
  const value = uid === 'cursed' ? 'BAD' : word(random)
  await edit(person, known ?? blankLocal('setting', uid), { values: { value } })
  return `set ${uid} ${value}`
}

const ACTS: readonly Act[] = [
  makeLink,
  makeLink,
  makeLink,
  changeLink,
  changeLink,
  writeNote,
  writeNote,
  deleteLink,
  restoreLink,
  putTag,
  putTag,
  takeTag,
  makeTag,
  makeTag,
  renameTag,
  moveTag,
  deleteTag,
  restoreTag,
  mergeTags,
  keepVersion,
  keepVersion,
  dropVersion,
  setSetting,
]
