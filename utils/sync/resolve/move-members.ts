import { setMembers } from '../../record/edit-record.ts'
import { type Membership, membershipOf, membersOf } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import type { Stamp } from '../../record/stamp.ts'

/**
 * A record with a member that was put in at some time elsewhere. The stamp of that addition stays, so that all
 * clients write the same, unless a removal that cannot have meant it covers it. One that is in already is put in
 * anew: it stands for two now, and somebody may take it out in this moment for the other one's sake.
 */
export function addMember(
  local: LocalRecord,
  member: string,
  added: Stamp,
  stamp: Stamp,
): LocalRecord {
  const [known, removed] = membershipOf(local.record, member)
  const isEnough = known <= removed && added > removed
  return setMembers(local, { [member]: [isEnough ? added : stamp, removed] })
}

/** Without members, whenever they were put in. */
export function takeOut(local: LocalRecord, members: readonly string[]): LocalRecord {
  const out = members.map((member) => {
    const [added] = membershipOf(local.record, member)
    return [member, [added, added] satisfies Membership] as const
  })
  return out.length === 0 ? local : setMembers(local, Object.fromEntries(out))
}

/** What is in one record moves to another. */
export function moveMembers(
  from: LocalRecord,
  to: LocalRecord,
  stamp: Stamp,
): { from: LocalRecord; to: LocalRecord } {
  const members = membersOf(from.record)
  const taken = members.reduce(
    (into, member) => addMember(into, member, membershipOf(from.record, member)[0], stamp),
    to,
  )
  return { from: takeOut(from, members), to: taken }
}
