import { editRecord } from '../../record/edit-record.ts'
import { isAlive, textOf } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { type LinkDesk, linkOf, loadChains, putOnDesk, readOntoDesk } from './link-desk.ts'
import { wasMerged } from './merge-same-links.ts'
import { survivorOf } from './survivor.ts'

/** Versions of links that were merged belong to those they were merged into. */
export async function moveVersions(desk: LinkDesk): Promise<void> {
  const links = [...desk.records.values()].filter(({ record }) => record.kind === 'link')
  const merged = links.filter(wasMerged).map(({ record }) => record.uid)
  if (merged.length > 0) readOntoDesk(desk, await desk.transaction.snapshotsOf(merged))
  const versions = [...desk.records.values()].filter(
    ({ record }) => record.kind === 'snapshot' && isAlive(record),
  )
  await loadChains(desk, versions.map(linkUid).filter(Boolean))
  for (const version of versions) await moveVersion(desk, version)
}

const linkUid = ({ record }: LocalRecord): string => textOf(record, 'link')

export async function moveVersion(desk: LinkDesk, version: LocalRecord): Promise<void> {
  const link = linkOf(desk, linkUid(version))
  const survivor = link && survivorOf(link, (uid) => linkOf(desk, uid))
  if (!survivor || survivor.record.uid === linkUid(version)) return
  const values = { link: survivor.record.uid }
  putOnDesk(desk, editRecord(version, { values }, await desk.transaction.stamp()))
}
