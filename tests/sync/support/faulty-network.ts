import type { SyncReason } from '../../../utils/model/cloud.ts'
import { SyncFailure } from '../../../utils/model/sync-failure.ts'
import type { SyncServer } from '../../../utils/sync/protocol.ts'
import { type Device, waitForTurn } from './device.ts'
import type { Random } from './random.ts'

/** No network holds a request for longer. */
export const LONGEST_STRAY_MS = 10 * 60_000

export interface Stray {
  sentAt: number
  arrive: () => Promise<unknown>
}

export interface Faults {
  /** Part of requests, and of answers, that are lost or turned away. */
  rate: number
  /** Requests that arrive once more, or after whoever sent them gave up. */
  strays: Stray[]
}

const TURNED_AWAY: SyncReason[] = [
  'unauthorized',
  'forbidden',
  'busy',
  'server',
  'too-large',
  'offline',
  'bad-answer',
]

/** The server as a device reaches it. */
export function faultyNetwork(
  server: SyncServer,
  device: Device,
  random: Random,
  { faults, now }: { faults: Faults; now: () => number },
): SyncServer {
  async function call<T>(request: () => Promise<T>): Promise<T> {
    await waitForTurn(device)
    const isFaulty = random.chance(faults.rate)
    const kind = random.below(4)
    if (isFaulty && kind === 0) throw new SyncFailure('timeout')
    if (isFaulty && kind === 1) throw new SyncFailure(random.pick(TURNED_AWAY) ?? 'server')
    if (isFaulty && kind === 2) {
      faults.strays.push({ sentAt: now(), arrive: request })
      throw new SyncFailure('timeout')
    }
    if (random.chance(faults.rate / 2)) faults.strays.push({ sentAt: now(), arrive: request })
    const answer = sealed(await request())
    await waitForTurn(device)
    if (isFaulty) throw new SyncFailure('timeout')
    return answer
  }
  return {
    push: (epoch, name, items) => {
      const sent = sealed(items)
      return call(() => server.push(epoch, name, sealed(sent)))
    },
    pull: (...args) => call(() => server.pull(...args)),
    fetch: (...args) => call(() => server.fetch(...args)),
    digest: (...args) => call(() => server.digest(...args)),
  }
}

/** As it is when it leaves: whoever sent it may change it later. */
const sealed = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
