import { expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { deleteLinks, editLinks } from '../../utils/db/link-acts.ts'
import { discardRejected } from '../../utils/db/replica/rejected.ts'
import type { SyncServer } from '../../utils/sync/protocol.ts'
import { syncPass } from '../../utils/sync/sync-pass.ts'
import { sharedLink } from '../support/shared-link.ts'
import { hashText } from '../sync/support/hash.ts'
import { withCalls } from '../sync/support/passes.ts'

it('what is given up for want of room comes back from another browser', async () => {
  const { library, other, server, sync, link, livesThere, fillAnew } = await sharedLink('page')
  await fillAnew()
  await sync(library)
  await discardRejected([`link:${link.uid}`])
  expect(await db.links.count()).toBe(0)
  await server.setMostRecords(0)
  await sync(other, library, other)
  expect(await db.links.count()).toBe(1)
  expect(await livesThere()).toBe(true)
})

it('a deletion that was refused is given up with its record', async () => {
  const { library, server, sync, other, link, livesThere } = await sharedLink('page')
  await editLinks([link.id], { note: 'a note' })
  await deleteLinks([link.id])
  const push: SyncServer['push'] = async (epoch, device, items) => {
    const answer = await server.push(epoch, device, [])
    const results = items.map(() => ({ status: 'rejected', reason: 'too-large' }) as const)
    return 'error' in answer ? answer : { ...answer, results }
  }
  await syncPass(library, withCalls(server, { push }), { hash: hashText })
  await discardRejected([`link:${link.uid}`])
  await sync(library, other)
  expect(await db.links.toArray()).toMatchObject([{ title: 'page', note: '' }])
  expect(await livesThere()).toBe(true)
})
