import { discardRejected, retryRejected } from '../../utils/db/replica/rejected.ts'
import { isSynced } from '../../utils/db/sync-queries.ts'
import { queueDownloads } from '../../utils/db/transfers.ts'
import type { Handlers } from '../../utils/messaging/receive.ts'
import { onUnmetered } from '../../utils/platform/metered.ts'
import { onOnline } from '../../utils/platform/online.ts'
import { stayAwake } from '../../utils/platform/stay-awake.ts'
import { onAlarm, onAlarmAt, onBrowserStart } from '../../utils/platform/triggers.ts'
import {
  deleteCloudData,
  forgetProject,
  projectProviders,
  signInWith,
  signOutOf,
  useProject,
} from '../../utils/sync/service/account-acts.ts'
import { createCloud } from '../../utils/sync/service/cloud.ts'
import { fetchBodies } from '../../utils/sync/service/fetch-bodies.ts'
import { freeHere } from '../../utils/sync/service/free-here.ts'
import { createScheduler, NEXT_SYNC } from '../../utils/sync/service/scheduler.ts'

const cloud = createCloud()
const scheduler = createScheduler(cloud)

/** Nobody waits for it: how it goes is in the library's status. */
export const sync = (): void => void scheduler.syncNow().catch(console.error)

/** What wakes sync; call it synchronously when the background starts. */
export function listenForSync(): void {
  onAlarm('sync', 5, sync)
  onAlarmAt(NEXT_SYNC, sync)
  onBrowserStart(sync)
  onOnline(sync)
  onUnmetered(sync)
  scheduler.followChanges()
}

/** What is fetched ahead of time was set anew. */
export async function fetchOtherwise(): Promise<void> {
  if (!(await isSynced())) return
  await queueDownloads()
  sync()
}

export const cloudHandlers = {
  'use-project': ({ url, key }) => useProject(cloud, url, key),
  'forget-project': () => forgetProject(cloud),
  'project-providers': () => projectProviders(cloud),
  'sign-in': async ({ provider, takesOver }) => {
    const answer = await stayAwake(signInWith(cloud, provider, takesOver))
    if (answer.ok) sync()
    return answer
  },
  'sign-out': ({ everywhere }) =>
    scheduler.alone(() => signOutOf(cloud, everywhere ? 'global' : 'local')),
  'sync-now': ({ removals }) => scheduler.syncNow(removals ? { removals } : {}),
  'retry-rejected': async ({ ids }) => {
    await retryRejected(ids)
    sync()
  },
  'discard-rejected': async ({ ids }) => {
    await discardRejected(ids)
    sync()
  },
  'delete-cloud-data': () => scheduler.alone(() => stayAwake(deleteCloudData(cloud))),
  'free-bodies': async () => {
    const answer = await scheduler.alone(() => stayAwake(freeHere(cloud)))
    sync()
    return answer
  },
  'fetch-bodies': ({ snapshot }) => stayAwake(fetchBodies(cloud, snapshot)),
} satisfies Partial<Handlers>
