import { blankLocal } from '../../../utils/record/receive-record.ts'
import { isMember, recordId, textOf } from '../../../utils/record/record.ts'
import type { ReplicaTransaction } from '../../../utils/record/replica.ts'
import { type Act, alive, type Deeds, dead, edit, of, type Person, short, word } from './person.ts'
import type { Random } from './random.ts'
import { TAG_ACTS } from './tag-edits.ts'
import { VERSION_DATA } from './version-data.ts'
import { CURSED } from './visible.ts'

/** Which are their own keys. */
const ADDRESSES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `https://${name}/`)
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

const makeLink: Act = async (person) => {
  const { random, deeds, nowMs } = person
  const taken = new Set(alive(person, 'link').map(({ record }) => textOf(record, 'urlKey')))
  const address = random.pick(ADDRESSES.filter((each) => !taken.has(each)))
  if (!address || of(person, 'link').length >= MOST_LINKS) return undefined
  const local = blankLocal('link', random.uid())
  const values = {
    url: address,
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

const changeLink: Act = async (person) => {
  const { random } = person
  const link = random.pick(alive(person, 'link'))
  if (!link) return undefined
  const values = random.pick([
    { title: word(random) },
    { starred: random.below(2) },
    { state: random.pick(STATES) ?? 'inbox' },
    { canonical: `https://${word(random)}/`, lang: 'en' },
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
  // Of some only the deletion is known any more.
  const whole = dead(person, 'link').filter(({ record }) => textOf(record, 'urlKey') !== '')
  const link = person.random.pick(whole)
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
    data: VERSION_DATA,
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
  const uid = random.chance(0.2) ? CURSED : (random.pick(['theme', 'language']) ?? 'theme')
  const known = person.records.get(recordId({ kind: 'setting', uid }))
  // One that no server takes.
  const value = uid === CURSED ? 'nothing' : word(random)
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
  ...TAG_ACTS,
  keepVersion,
  keepVersion,
  dropVersion,
  setSetting,
]
