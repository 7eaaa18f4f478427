import type { Client } from 'pg'

/** A transaction that has done its work and is not committed yet. */
interface Lingering {
  commit: () => Promise<unknown>
}

/**
 * Requests that really run beside each other, and the same way each time: one that holds the lock of its account
 * lingers before its commit while the world goes on, and what waits for that lock waits in the database.
 */
export interface Turns {
  /** Runs a request that takes the lock; `commit` of its connection ends it. */
  locking<T>(client: Client, work: () => Promise<T>): Promise<T>
  /** Commits what lingers. */
  settle(): Promise<void>
}

/**
 * @param pause lets others in, where there are others
 * @param lingers whether the next one is to linger
 */
export function createTurns(pause: () => Promise<void>, lingers: () => boolean): Turns {
  let open: Lingering | undefined

  async function settle(): Promise<void> {
    const { commit } = open ?? {}
    open = undefined
    await commit?.()
  }

  async function linger(client: Client): Promise<void> {
    let done: Promise<unknown> | undefined
    const own: Lingering = {
      commit: () => {
        done ??= client.query('commit')
        return done
      },
    }
    open = own
    await pause()
    if (open === own) open = undefined
    await own.commit()
  }

  async function locking<T>(client: Client, work: () => Promise<T>): Promise<T> {
    if (!open) {
      const value = await work()
      if (lingers()) await linger(client)
      else await client.query('commit')
      return value
    }
    // It waits in the database, and commits when it may, whether or not its device lives to see that.
    const done = work().then(async (value) => {
      await client.query('commit')
      return value
    })
    await pause()
    await settle()
    return done
  }

  return { locking, settle }
}
