import { useCallback, useEffect, useState } from 'preact/hooks'
import { canTakeOver, readAccount } from '../../../utils/db/account-queries.ts'
import { linkIds } from '../../../utils/db/queries.ts'
import { rejectedRecords, type SyncView, syncView } from '../../../utils/db/sync-queries.ts'
import { send } from '../../../utils/messaging/send.ts'
import type { Account } from '../../../utils/model/account.ts'
import type { ProjectAnswer, RejectedRecord } from '../../../utils/model/cloud.ts'
import { useLive } from '../../ui/use-live.ts'

/** More refused records are counted only. */
export const SHOWN_REJECTED = 50

/** What the section shows; undefined until it is read. */
export interface Cloud {
  account: Account
  /** Undefined where nothing is synced. */
  view: SyncView | undefined
  rejected: RejectedRecord[]
}

export function useCloud(): Cloud | undefined {
  const account = useLive(readAccount, [])
  const answer = useLive(readSync, [])
  return account && answer && { account, ...answer }
}

async function readSync(): Promise<Omit<Cloud, 'account'>> {
  const view = await syncView()
  const refused = view !== undefined && view.rejected > 0
  return { view, rejected: refused ? await rejectedRecords(SHOWN_REJECTED) : [] }
}

/** What a project lets people sign in with, asked when its address is known and when told to. */
export function useProviders(url: string): {
  project: ProjectAnswer | undefined
  askAgain: () => void
} {
  const [project, setProject] = useState<ProjectAnswer>()
  const [round, setRound] = useState(0)
  useEffect(() => {
    let gone = false
    setProject(undefined)
    void askProject().then((answer) => {
      if (!gone) setProject(answer)
    })
    return () => {
      gone = true
    }
  }, [url, round])
  return { project, askAgain: useCallback(() => setRound((count) => count + 1), []) }
}

async function askProject(): Promise<ProjectAnswer> {
  try {
    return await send('project-providers', {})
  } catch (error) {
    console.error(error)
    // The background was no help, so nobody knows of the project.
    return { ok: false, reason: 'server', detail: '' }
  }
}

/** How many links could go into the account of whoever signs in; undefined where none may. */
export function useLinksHere(account: Account): number | undefined {
  const { url, userId } = account
  const [free, setFree] = useState(false)
  useEffect(() => void canTakeOver({ url, userId }).then(setFree, console.error), [url, userId])
  const links = useLive(async () => (await linkIds('all')).length, []) ?? 0
  return free ? links : undefined
}
