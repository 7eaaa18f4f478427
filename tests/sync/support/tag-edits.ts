import { tagKeyOf } from '../../../utils/db/tag-key.ts'
import { setMembers } from '../../../utils/record/edit-record.ts'
import { blankLocal } from '../../../utils/record/receive-record.ts'
import { isMember, recordId, textOf } from '../../../utils/record/record.ts'
import type { LocalRecord } from '../../../utils/record/replica.ts'
import { type Act, alive, dead, edit, of, type Person, short, word } from './person.ts'

const NAMES = ['one', 'Two', 'three', 'four']

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

/** What is done to tags, the frequent twice. */
export const TAG_ACTS: readonly Act[] = [
  makeTag,
  makeTag,
  renameTag,
  moveTag,
  deleteTag,
  restoreTag,
  mergeTags,
]
