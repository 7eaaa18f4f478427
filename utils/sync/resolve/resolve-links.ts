import type { LocalRecord, ReplicaTransaction } from '../../record/replica.ts'
import { followTags } from './follow-tags.ts'
import { closeDesk, type LinkDesk, readOntoDesk } from './link-desk.ts'
import { mergeSameLinks } from './merge-same-links.ts'
import { moveVersions } from './move-versions.ts'

/**
 * Looks at links and versions and edits what clients resolve: links of one address, versions of merged links, tags
 * that were merged or deleted.
 * @returns whether tags came back
 */
export async function resolveLinks(
  transaction: ReplicaTransaction,
  locals: readonly LocalRecord[],
  held: ReadonlySet<string>,
): Promise<boolean> {
  const tags = await transaction.tags()
  const desk: LinkDesk = {
    transaction,
    records: new Map(),
    tags: new Map(tags.map((local) => [local.record.uid, local])),
    changed: new Set(),
    held,
  }
  readOntoDesk(desk, locals)
  await mergeSameLinks(desk)
  await moveVersions(desk)
  const cameBack = await followTags(desk)
  await closeDesk(desk)
  return cameBack
}
