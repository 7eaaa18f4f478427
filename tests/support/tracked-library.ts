import { addLinks } from '../../utils/db/add-links.ts'
import { dexieReplica } from '../../utils/db/replica/dexie-replica.ts'
import type { RecordKind } from '../../utils/record/record.ts'
import type { LocalRecord } from '../../utils/record/replica.ts'

export const DEVICE = 'a1b2c3d4'

export async function addedLink(
  name = 'a',
  tags: string[] = [],
): Promise<{ id: number; uid: string }> {
  const urlKey = `https://example.com/${name}`
  const { links } = await addLinks([{ url: urlKey, urlKey, title: name }], tags, Date.now())
  const link = links.get(urlKey)
  if (!link) throw new Error('no link')
  return link
}

export async function recordOf(kind: RecordKind, uid: string): Promise<LocalRecord> {
  const [local] = await dexieReplica.transaction((each) => each.getMany(kind, [uid]))
  if (!local) throw new Error('no record')
  return local
}

export const unsent = () => dexieReplica.transaction((each) => each.unsent(1000))

/** As if the server had taken everything. */
export const acknowledge = () =>
  dexieReplica.transaction(async (each) => {
    const all = await each.unsent(1000)
    await each.putMany(all.map(({ unsent: _, ...local }) => ({ ...local, seq: 1 })))
  })
