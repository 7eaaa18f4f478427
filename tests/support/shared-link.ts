import { addLinks } from '../../utils/db/add-links.ts'
import { db } from '../../utils/db/database.ts'
import { isAlive } from '../../utils/record/record.ts'
import type { Replica } from '../../utils/record/replica.ts'
import { syncPass } from '../../utils/sync/sync-pass.ts'
import { newTag } from '../sync/support/builders.ts'
import { hashText } from '../sync/support/hash.ts'
import { createLibraryReplica } from '../sync/support/library-replica.ts'
import { createMemoryReplica } from '../sync/support/memory-replica.ts'
import { createMemoryServer } from '../sync/support/memory-server.ts'

/** The library of this browser and another device that have one link, as their server knows. */
export async function sharedLink(title: string) {
  const library = await createLibraryReplica('00000000')
  const other = createMemoryReplica('11111111', Date.now)
  const server = createMemoryServer(Date.now)
  const sync = async (...replicas: Replica[]) => {
    for (const each of replicas) await syncPass(each, server, { hash: hashText })
  }
  const url = `https://${title}.example/`
  await addLinks([{ url, urlKey: url, title }], [], Date.now())
  await sync(library, other)
  const [link] = await db.links.toArray()
  if (!link) throw new Error('no link')
  const there = async () => {
    const [local] = await other.transaction((each) => each.getMany('link', [link.uid]))
    return local?.record
  }
  const livesThere = async () => {
    const record = await there()
    return record !== undefined && isAlive(record)
  }
  /** The account begins anew, and a third device takes all the room there is. */
  const fillAnew = async () => {
    await server.wipe()
    const third = createMemoryReplica('22222222', Date.now)
    await third.transaction((each) => each.putMany([newTag(7)]))
    await sync(third)
    await server.setMostRecords(1)
  }
  return { library, other, server, sync, link, there, livesThere, fillAnew }
}
