import { isAlive, recordId, textOf } from '../../record/record.ts'
import type { LocalRecord, ReplicaTransaction } from '../../record/replica.ts'
import { mergedInto } from './survivor.ts'

/** Links, versions and tags while they are looked at in one transaction. */
export interface LinkDesk {
  transaction: ReplicaTransaction
  /** Links and versions by their ids, as edited so far. */
  records: Map<string, LocalRecord>
  tags: Map<string, LocalRecord>
  /** Ids of what was edited. */
  changed: Set<string>
  /** Uids of links that are about to be removed: no concern of others any more. */
  held: ReadonlySet<string>
}

export const linkOf = ({ records }: LinkDesk, uid: string): LocalRecord | undefined =>
  records.get(recordId({ kind: 'link', uid }))

export function putOnDesk({ records, tags, changed }: LinkDesk, local: LocalRecord): void {
  const id = recordId(local.record)
  if (local.record.kind === 'tag') tags.set(local.record.uid, local)
  else records.set(id, local)
  changed.add(id)
}

/** Puts records that were read there, unless they are there already, perhaps edited. */
export function readOntoDesk({ records }: LinkDesk, locals: readonly LocalRecord[]): void {
  for (const local of locals) {
    const id = recordId(local.record)
    if (!records.has(id)) records.set(id, local)
  }
}

/** With the links these refer to, and those they were merged into. */
export async function loadChains(desk: LinkDesk, uids: readonly string[]): Promise<void> {
  let next = [...new Set(uids)]
  const seen = new Set<string>()
  while (next.length > 0) {
    for (const uid of next) seen.add(uid)
    const missing = next.filter((uid) => !linkOf(desk, uid))
    if (missing.length > 0) readOntoDesk(desk, await desk.transaction.getMany('link', missing))
    const into = next.map((uid) => linkOf(desk, uid)).map((local) => (local ? target(local) : ''))
    next = [...new Set(into)].filter((uid) => uid !== '' && !seen.has(uid))
  }
}

const target = (local: LocalRecord): string =>
  mergedInto(local) || textOf(local.record, 'mergedInto')

/** The links of the desk that live. */
export const liveLinks = ({ records, held }: LinkDesk): LocalRecord[] =>
  [...records.values()].filter(
    ({ record }) => record.kind === 'link' && isAlive(record) && !held.has(record.uid),
  )

export async function closeDesk({ transaction, records, tags, changed }: LinkDesk): Promise<void> {
  const edited = [...changed].flatMap((id) => records.get(id) ?? tags.get(id.slice(4)) ?? [])
  if (edited.length > 0) await transaction.putMany(edited)
}
