import { readBody, snapshotByUid, storedBodies } from '../../utils/db/queries.ts'
import { send } from '../../utils/messaging/send.ts'
import { verifyReplay } from '../../utils/replay/verify-replay.ts'

/** Compares the snapshot in the address with the page it was, and tells the background. */
async function verify(uid: string): Promise<void> {
  const snapshot = await snapshotByUid(uid)
  const verification = snapshot
    ? await verifyReplay(snapshot, { read: readBody, stored: storedBodies }, document.body).catch(
        failed,
      )
    : { reason: 'damaged' as const }
  await send('verified', { snapshot: uid, verification })
}

/** Whatever a page does to be no page at all, it has no score. */
function failed(error: unknown): { reason: 'damaged' } {
  console.error(error)
  return { reason: 'damaged' }
}

void verify(new URLSearchParams(location.search).get('snapshot') ?? '')
