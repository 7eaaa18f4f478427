import type { PassOptions, PassResult } from '../../../utils/sync/pass.ts'
import { syncPass } from '../../../utils/sync/sync-pass.ts'
import {
  countStep,
  createDevice,
  type Device,
  Killed,
  kill,
  type TestReplica,
  untilPaused,
  waitForTurn,
} from './device.ts'
import { logChanges } from './edit-log.ts'
import { type Faults, faultyNetwork, LONGEST_STRAY_MS } from './faulty-network.ts'
import { hashText } from './hash.ts'
import { createMemoryReplica, type ReplicaMutant } from './memory-replica.ts'
import { createMemoryServer, type ServerMutant, type TestServer } from './memory-server.ts'
import { type Deeds, noDeeds, rememberMergers } from './person.ts'
import { createRandom, type Random } from './random.ts'
import { retryRefused } from './retry-refused.ts'
import { editSomething } from './user-edits.ts'
import { type WatchedServer, watchServer } from './watch-server.ts'

/** What a simulation is made of; others may bring a real database for the server, or for the replicas. */
export interface Parts {
  makeServer?: (now: () => number, pause: () => Promise<void>) => TestServer | Promise<TestServer>
  /** @param random of its own, for what it names itself */
  makeReplica?: (
    device: string,
    now: () => number,
    random: Random,
  ) => TestReplica | Promise<TestReplica>
  serverMutant?: ServerMutant
  replicaMutant?: ReplicaMutant
  /** How much happens. */
  ticks?: number
  /** What else is wrong in a world that came to rest. */
  check?: (world: World) => Promise<string[]>
}

export interface World {
  seed: number
  random: Random
  /** The server's time. */
  now: number
  server: WatchedServer
  devices: Device[]
  faults: Faults
  deeds: Deeds
  trace: string[]
  /** Whether something was forgotten for good, after which what was dead may live. */
  wasPurged: boolean
  wasWiped: boolean
}

const START = Date.UTC(2026, 0, 1)
/** Apart from the numbers of what happens. */
const OTHERS = 0x5eed0000
const DAY = 86_400_000

/** Something went wrong in a simulation. */
export class WorldError extends Error {}

export async function createWorld(seed: number, parts: Parts): Promise<World> {
  const random = createRandom(seed)
  const trace: string[] = []
  const world: World = {
    seed,
    random,
    now: START,
    server: undefined as unknown as WatchedServer,
    devices: [],
    faults: { rate: random.pick([0, 0.05, 0.2]) ?? 0, strays: [] },
    deeds: noDeeds(),
    trace,
    wasPurged: false,
    wasWiped: false,
  }
  const now = () => world.now
  // Where the lock is missing, others get in between: other devices' requests are delivered by their ticks.
  const pause = () => pauseOf(world)
  const makeServer = parts.makeServer ?? (() => createMemoryServer(now, parts.serverMutant, pause))
  world.server = watchServer(await makeServer(now, pause), now)
  const count = 2 + random.below(3)
  for (let index = 0; index < count; index += 1) await addDevice(world, parts)
  return world
}

/** Until another request came and went, or a few turns. */
async function pauseOf(world: World): Promise<void> {
  const device = world.devices.find(({ isRunning, resume }) => isRunning && !resume)
  if (device) await waitForTurn(device)
}

export async function addDevice(world: World, parts: Parts): Promise<Device> {
  const { random, devices } = world
  const name = `${devices.length}`.padStart(8, '0')
  const skew = random.pick([0, 0, 700, -90_000, 3 * DAY, -2 * DAY]) ?? 0
  let clock = () => world.now
  const makeReplica =
    parts.makeReplica ??
    ((id: string, now: () => number) => createMemoryReplica(id, now, parts.replicaMutant))
  const own = createRandom((world.seed ^ OTHERS) + devices.length)
  const replica = await makeReplica(name, () => clock(), own)
  const device = createDevice(name, skew, replica)
  clock = () => world.now + device.skew
  replica.hooks = {
    step: () => countStep(device),
    committed: (changes) => {
      logChanges(device.log, changes)
      rememberMergers(world.deeds, changes)
    },
  }
  devices.push(device)
  return device
}

export const note = (world: World, device: Device | undefined, text: string): void =>
  void world.trace.push(`${world.trace.length} ${device ? device.name.slice(6) : '--'} ${text}`)

/** Some of what goes on in the world: whatever may happen next, one thing of it. */
export async function tick(world: World, parts: Parts): Promise<void> {
  const { random } = world
  world.now += random.chance(0.02) ? random.below(2 * DAY) : random.below(20_000)
  const device = random.pick(world.devices)
  if (!device) return
  const dice = random.next()
  if (dice < 0.02) return disturb(world, parts, device)
  if (dice < 0.05 && world.faults.strays.length > 0) return deliverStray(world)
  if (device.isRunning && dice < 0.85) return goOn(world, device)
  if (!device.isRunning && dice < 0.3) return startPass(world, device)
  return edit(world, device)
}

/** A user's act, also in the middle of a pass. */
async function edit(world: World, device: Device): Promise<void> {
  const { random, deeds } = world
  const nowMs = world.now + device.skew
  const { replica } = device
  const said = await besidePass(device, () =>
    replica.act
      ? replica.act({ random, deeds, nowMs })
      : replica.transaction((each) => editSomething(each, random, deeds, nowMs)),
  )
  note(world, device, said)
}

/** The steps of a pass are counted, and these are none. */
async function besidePass<T>(device: Device, work: () => Promise<T>): Promise<T> {
  const { isRunning } = device
  device.isRunning = false
  const value = await work()
  device.isRunning = isRunning
  return value
}

async function startPass(world: World, device: Device): Promise<void> {
  const { random } = world
  device.isRunning = true
  device.stepsLeft = random.chance(0.15) ? 1 + random.below(60) : Number.POSITIVE_INFINITY
  const removals = random.pick(['ask', 'ask', 'remove'] as const) ?? 'ask'
  note(world, device, 'starts a pass')
  const options = { removals, compare: random.chance(0.1) }
  await untilPaused(device, () => void runPass(world, device, options))
}

/** A pass in a device's life; how it ended is in the trace. */
async function runPass(world: World, device: Device, options: PassOptions): Promise<void> {
  const { life, replica } = device
  const server = faultyNetwork(world.server, device, world.random, {
    faults: world.faults,
    now: () => world.now,
  })
  const shy = {
    ...replica,
    transaction: async <T>(work: Parameters<typeof replica.transaction<T>>[0]) => {
      if (world.random.chance(0.03)) await waitForTurn(device)
      return replica.transaction(work)
    },
    look: async <T>(work: Parameters<typeof replica.look<T>>[0]) => {
      if (world.random.chance(0.03)) await waitForTurn(device)
      return replica.look(work)
    },
  }
  try {
    const result = await syncPass(shy, server, {
      ...options,
      now: () => world.now + device.skew,
      hash: hashText,
    })
    note(world, device, `ended: ${describeResult(result)}`)
  } catch (error) {
    if (!(error instanceof Killed)) throw error
    note(world, device, 'was killed')
  }
  if (device.life !== life) return
  kill(device)
  device.paused()
}

function describeResult(result: PassResult): string {
  if (result.state === 'failed') return `failed, ${result.detail}`
  if (result.state !== 'done' && result.state !== 'asks') return result.state
  return `${result.state}, pulled ${result.pulled}, pushed ${result.pushed}`
}

const goOn = (_: World, device: Device): Promise<void> => {
  const { resume } = device
  return resume ? untilPaused(device, resume) : Promise.resolve()
}

async function deliverStray(world: World): Promise<void> {
  const { strays } = world.faults
  const [stray] = strays.splice(world.random.below(strays.length), 1)
  if (!stray || world.now - stray.sentAt > LONGEST_STRAY_MS) return
  note(world, undefined, 'a stray request arrives')
  await stray.arrive()
}

/** What is rare. */
async function disturb(world: World, parts: Parts, device: Device): Promise<void> {
  const { random, server } = world
  const dice = random.below(12)
  if (dice < 3 && device.isRunning) {
    kill(device)
    note(world, device, 'is killed while it waits')
  } else if (dice < 6) {
    device.skew = random.pick([0, 5000, -DAY, 10 * DAY, -400_000, 3_600_000]) ?? 0
    note(world, device, `clock is ${device.skew} ms ahead`)
  } else if (dice < 8) {
    await server.setMostRecords(random.chance(0.5) ? 3 + random.below(20) : 0)
    note(world, undefined, 'another quota')
    await besidePass(device, () => retryRefused(device.replica))
    note(world, device, 'has what was refused sent again')
  } else if (dice === 8 && world.devices.length < 5) {
    await addDevice(world, parts)
    note(world, undefined, 'a new device')
  } else if (dice === 9 && random.chance(0.5)) {
    await server.wipe()
    world.wasWiped = true
    note(world, undefined, 'the account is wiped')
  } else if (dice >= 10 && random.chance(0.4)) {
    world.now += 200 * DAY
    await server.purge(180 * DAY)
    world.wasPurged = true
    note(world, undefined, 'half a year passes, the dead are purged')
  }
}

/** Everything that is under way comes to an end, and every device syncs until nothing changes. */
export async function comeToRest(world: World): Promise<void> {
  const { faults, server, devices } = world
  faults.rate = 0
  await server.setMostRecords(0)
  for (const device of devices) {
    while (device.isRunning) await restTick(world, device)
    await retryRefused(device.replica)
  }
  while (faults.strays.length > 0) await deliverStray(world)
  for (let round = 0; round < 12; round += 1) {
    const before = JSON.stringify(await stateOf(world))
    for (const device of devices) await passAtRest(world, device)
    if (JSON.stringify(await stateOf(world)) === before) return
  }
  throw new WorldError('it never comes to rest')
}

async function restTick(world: World, device: Device): Promise<void> {
  world.now += 50
  await goOn(world, device)
}

/** Without faults, without questions. */
export async function passAtRest(world: World, device: Device): Promise<void> {
  device.isRunning = true
  world.now += 1000
  const options: PassOptions = { removals: 'remove' }
  await untilPaused(device, () => void runPass(world, device, options))
  while (device.isRunning) await restTick(world, device)
}

/** What stays the same once everything is settled. */
export async function stateOf(world: World): Promise<unknown> {
  const dumps = await Promise.all(world.devices.map(({ replica }) => replica.dump()))
  return [await world.server.lastSeq(), dumps]
}
