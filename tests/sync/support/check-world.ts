import { canonicalJson } from '../../../utils/db/library/canonical-json.ts'
import {
  isAlive,
  isMember,
  membersOf,
  recordId,
  type SyncRecord,
  textOf,
} from '../../../utils/record/record.ts'
import { digestReplica } from '../../../utils/sync/compare-digests.ts'
import { newPass } from '../../../utils/sync/pass.ts'
import type { PullAnswer } from '../../../utils/sync/protocol.ts'
import { readItem } from '../../../utils/sync/read-item.ts'
import { checkDeeds } from './check-deeds.ts'
import { mergeLogs, withoutForgotten } from './edit-log.ts'
import { hashText } from './hash.ts'
import { allOf, CURSED, differenceOf, isCursed, visibleOf } from './visible.ts'
import { passAtRest, stateOf, type World } from './world.ts'

/** What is wrong in a world that came to rest; nothing, if all is well. */
export async function checkWorld(world: World): Promise<string[]> {
  const there = await allRecords(world)
  return [
    ...world.server.faults,
    ...(await checkReplicas(world, there)),
    ...(await checkDigests(world)),
    ...(await checkRest(world)),
    ...checkEdits(world, there),
    ...checkDeeds(world, there),
  ]
}

/** All the server has, tombstones too, by its own word. */
export async function allRecords({
  server,
  now,
}: Pick<World, 'server' | 'now'>): Promise<SyncRecord[]> {
  const { epoch, purged } = (await server.pull('', 0, 1, 0)) as PullAnswer
  const found: SyncRecord[] = []
  for (let after = 0; ; ) {
    const answer = await server.pull(epoch, after, 500, purged)
    if ('error' in answer) throw new Error(answer.error)
    for (const raw of answer.items) {
      const item = readItem(raw, now)
      if ('record' in item) found.push(item.record)
    }
    if (!answer.more) return found
    after = answer.upTo
  }
}

async function checkReplicas(world: World, there: SyncRecord[]): Promise<string[]> {
  const wanted = visibleOf(there)
  const faults: string[] = []
  for (const { name, replica } of world.devices) {
    const locals = await allOf(replica)
    const shown = visibleOf(locals.map(({ record }) => record))
    const different = differenceOf(shown, wanted)
    faults.push(...different.map((text) => `${name} shows something else than the server: ${text}`))
    const unsent = locals.filter((local) => local.unsent && !isCursed(local.record))
    faults.push(...unsent.map((local) => `${name} has unsent: ${JSON.stringify(local)}`))
    const { held, cameBack, startingOver } = await replica.transaction((each) => each.cursor())
    if (held.length + cameBack.length > 0 || startingOver) faults.push(`${name} is not done`)
  }
  return faults
}

async function checkDigests(world: World): Promise<string[]> {
  const { epoch } = (await world.server.pull('', 0, 1, 0)) as PullAnswer
  const answer = await world.server.digest(epoch)
  if ('error' in answer) return [answer.error]
  const faults: string[] = []
  for (const { name, replica } of world.devices) {
    const own = await digestReplica(newPass(replica, world.server, { hash: hashText }))
    for (const [kind, buckets] of Object.entries(answer.digest)) {
      for (const [bucket, [count, sum]] of buckets.entries()) {
        const here = own.get(`${kind}:${bucket}`) ?? { count: 0, sum: 0, uids: [] }
        const isCursedOne = here.uids.includes(CURSED)
        if (isCursedOne || (here.count === count && here.sum === sum)) continue
        faults.push(`${name} has another digest in ${kind} ${bucket}: ${here.uids}, ${count}`)
      }
    }
  }
  return faults
}

/** Once more: nothing changes, and no number is taken. */
async function checkRest(world: World): Promise<string[]> {
  const before = JSON.stringify(await stateOf(world))
  for (const device of world.devices) await passAtRest(world, device)
  return JSON.stringify(await stateOf(world)) === before ? [] : ['a pass at rest changes something']
}

/** Everything anybody wrote, merged by stamps, is what is there. */
function checkEdits(world: World, there: SyncRecord[]): string[] {
  const found = new Map(there.map((record) => [recordId(record), record]))
  const logs = mergeLogs(world.devices.map(({ log }) => log))
  const least = leastOf(world)
  return [...logs].flatMap(([id, wanted]) => {
    const record = found.get(id)
    if (isCursed(wanted)) return []
    // Forgotten deletions let edits that were made before them win.
    if (world.wasPurged) {
      // Versions go with their links.
      const isLost = isAlive(wanted) && !record && wanted.kind !== 'snapshot'
      return isLost ? lost(id, wanted, record) : []
    }
    if (!record) {
      const isGone = !isAlive(wanted) || wentWithLink(world, wanted, found)
      return isGone ? [] : lost(id, wanted, record)
    }
    const isThere = isWritten(wanted, record, least ? least.get(id) : wanted)
    return isThere ? [] : lost(id, wanted, record)
  })
}

/**
 * Whether a version is of a link that was deleted: its browser leaves it to the server then, and the account was wiped.
 */
function wentWithLink(
  { wasWiped }: World,
  { kind, values }: SyncRecord,
  found: ReadonlyMap<string, SyncRecord>,
): boolean {
  const link = found.get(recordId({ kind: 'link', uid: textOf({ values }, 'link') }))
  if (!wasWiped || kind !== 'snapshot' || !link) return false
  return !isAlive(link) && textOf(link, 'mergedInto') === ''
}

const lost = (id: string, wanted: SyncRecord, found: SyncRecord | undefined): string[] => [
  `${id} is not what was written:\n    ${essence(wanted)}\n    ${found ? essence(found) : 'gone'}`,
]

/**
 * Whether a record is what was written. A request that was refused, for its stamps were too far ahead, may have
 * arrived a second time when they were not: the same value has two stamps then, and keeps the greater.
 */
function isWritten(wanted: SyncRecord, found: SyncRecord, least: SyncRecord | undefined): boolean {
  if (!isAlive(wanted) || !isAlive(found)) return essence(wanted) === essence(found)
  const fields = Object.keys(wanted.fields).every(
    (field) => hasField(found, wanted, field) || hasField(found, least, field),
  )
  const has = (record: SyncRecord | undefined, member: string) => isMember(record?.members[member])
  const members = Object.keys({ ...wanted.members, ...found.members }).every((each) =>
    [wanted, least].some((record) => has(record, each) === has(found, each)),
  )
  return fields && members
}

/** Whether a field is as it was written, or later; anything will do where it was not. */
function hasField(found: SyncRecord, wanted: SyncRecord | undefined, field: string): boolean {
  const stamp = wanted?.fields[field]
  if (!wanted || stamp === undefined) return true
  const isSame = canonicalJson(found.values[field]) === canonicalJson(wanted.values[field])
  return isSame && (found.fields[field] ?? '') >= stamp
}

/**
 * What has to be there at least where the account was wiped: what a library wrote and deleted later nobody may have
 * any more. Undefined where all has to be there.
 */
function leastOf({ wasWiped, devices }: World): Map<string, SyncRecord> | undefined {
  if (!wasWiped || !devices.some(({ replica }) => replica.forgets)) return undefined
  return mergeLogs(
    devices.map(({ log, replica }) => (replica.forgets ? withoutForgotten(log) : log)),
  )
}

/** Values of what lives with their stamps, in one order. */
function essence(record: SyncRecord): string {
  if (!isAlive(record)) return `dead, into ${textOf(record, 'mergedInto')}`
  const fields = Object.entries(record.fields).map(([name, at]) => [name, at, record.values[name]])
  return canonicalJson([fields.sort(), membersOf(record).sort()])
}
