import { newUid } from '../shared/ids.ts'
import { db, type Tables } from './database.ts'

type Settings = Pick<Tables, 'settings'>

/**
 * What collecting garbage and those who store meanwhile tell each other. While a round is open everybody who
 * refers to a body, text or picture says so in the transaction in which they do, and sweeping believes that
 * rather than what it has seen before. It is a row, so that it holds between all contexts and outlives a
 * killed worker.
 */
interface Round {
  /** '' once something happened after which all has to be looked at again. */
  id: string
  /** Names that were referred to since it was opened. */
  spared: string[]
}

/** In a table that every version of the database has; exports know it for no setting of theirs. */
const KEY = 'garbageRound'

/** More names make the row a burden for everybody who stores: the round is begun anew instead. */
const MOST_SPARED = 5000

async function current(t: Settings = db): Promise<Round | undefined> {
  return (await t.settings.get(KEY))?.value as Round | undefined
}

const write = async (round: Round, t: Settings = db): Promise<void> => {
  await t.settings.put({ key: KEY, value: round })
}

/** Says that something refers to these bodies, texts or pictures now. Call it in a transaction. */
export async function spare(names: string[]): Promise<void> {
  const round = await current()
  if (!round?.id) return
  const spared = [...new Set([...round.spared, ...names])]
  await write(spared.length > MOST_SPARED ? { id: '', spared: [] } : { ...round, spared })
}

/**
 * Says that references moved from one table to another, where a round may have looked already. Call it in a
 * transaction.
 */
export async function upsetRound(t: Settings = db): Promise<void> {
  if ((await current(t))?.id) await write({ id: '', spared: [] }, t)
}

/** Says that there is garbage to collect, whoever comes to do it. Call it in a transaction. */
export const announceRound = (): Promise<void> => write({ id: '', spared: [] })

/** From now on whoever stores something says so. */
export async function openRound(): Promise<string> {
  const id = newUid()
  await write({ id, spared: [] })
  return id
}

/**
 * Names referred to since a round was opened; undefined where it is no good any more. Call it in the
 * transaction that removes.
 */
export async function sparedIn(id: string): Promise<ReadonlySet<string> | undefined> {
  const round = await current()
  return round?.id === id ? new Set(round.spared) : undefined
}

export const closeRound = (): Promise<void> => db.settings.delete(KEY)

/** Whether somebody began and did not come to an end. */
export const isRoundLeft = async (): Promise<boolean> => (await current()) !== undefined
