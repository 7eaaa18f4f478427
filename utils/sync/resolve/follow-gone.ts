import { isAlive, recordId, textOf } from '../../record/record.ts'
import type { LocalRecord, ReplicaTransaction } from '../../record/replica.ts'
import { followTags } from './follow-tags.ts'
import { closeDesk, type LinkDesk, linkOf, loadChains, readOntoDesk } from './link-desk.ts'
import { wasMerged } from './merge-same-links.ts'
import { moveVersion } from './move-versions.ts'
import { survivorOf } from './survivor.ts'

/**
 * Does what follows from records that are about to be forgotten: later nobody knows what these were merged into. What
 * is about to be forgotten itself is left as it is.
 * @param gone all that is about to be forgotten, by id
 */
export async function followGoneLinks(
  transaction: ReplicaTransaction,
  uids: readonly string[],
  gone: ReadonlySet<string>,
): Promise<void> {
  const merged = (await transaction.getMany('link', uids)).filter(wasMerged)
  if (merged.length === 0) return
  const desk = await openDesk(transaction, merged, gone)
  const names = merged.map(({ record }) => record.uid)
  await loadChains(desk, names)
  for (const version of await transaction.snapshotsOf(names)) {
    const link = linkOf(desk, textOf(version.record, 'link'))
    const survivor = link && survivorOf(link, (uid) => linkOf(desk, uid))
    const isKept = isAlive(version.record) && !gone.has(recordId(version.record))
    if (isKept && survivor && isAlive(survivor.record) && !desk.held.has(survivor.record.uid)) {
      await moveVersion(desk, version)
    }
  }
  await closeDesk(desk)
}

/** The same for links that have tags about to be forgotten. */
export async function followGoneTags(
  transaction: ReplicaTransaction,
  links: readonly string[],
  gone: ReadonlySet<string>,
): Promise<void> {
  const kept = links.filter((uid) => !gone.has(recordId({ kind: 'link', uid })))
  const locals = await transaction.getMany('link', kept)
  const desk = await openDesk(transaction, locals, gone)
  await followTags(desk)
  await closeDesk(desk)
}

async function openDesk(
  transaction: ReplicaTransaction,
  locals: readonly LocalRecord[],
  gone: ReadonlySet<string>,
): Promise<LinkDesk> {
  const tags = await transaction.tags()
  const { held } = await transaction.cursor()
  const links = [...gone].filter((id) => id.startsWith(LINK)).map((id) => id.slice(LINK.length))
  const desk: LinkDesk = {
    transaction,
    records: new Map(),
    tags: new Map(tags.map((local) => [local.record.uid, local])),
    changed: new Set(),
    held: new Set([...held, ...links]),
  }
  readOntoDesk(desk, locals)
  return desk
}

const LINK = recordId({ kind: 'link', uid: '' })
