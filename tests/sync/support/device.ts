import type { Replica } from '../../../utils/record/replica.ts'
import type { EditLog } from './edit-log.ts'
import type { Hooks } from './memory-replica.ts'
import type { Person } from './person.ts'

/** A replica a simulation can look into. */
export interface TestReplica extends Replica {
  hooks: Hooks
  /** Everything in it, for comparison. */
  dump(): unknown
  /** What its user does, where that is more than edits of records. @returns what was done */
  act?(person: Pick<Person, 'random' | 'deeds' | 'nowMs'>): Promise<string>
  /** Whether it remembers of a link that was deleted that it was, and nothing else. */
  forgets?: boolean
  /** Sends again what was refused, where that is not an edit of records. */
  retry?(): Promise<void>
}

/** One browser. What it awaits from outside, its network and its turn, it waits for until the world says so. */
export interface Device {
  name: string
  /** ms its clock is ahead of the server's. */
  skew: number
  replica: TestReplica
  log: EditLog
  /** Set while a pass waits: goes on with it. */
  resume: (() => void) | undefined
  /** Called when the pass waits or ended. */
  paused: () => void
  /** Which life it lives: what waits from an earlier one never goes on. */
  life: number
  isRunning: boolean
  /** Steps until it is killed; none where it is not going to be. */
  stepsLeft: number
}

/** Thrown into whatever a killed device was doing. */
export class Killed extends Error {}

export function createDevice(name: string, skew: number, replica: TestReplica): Device {
  const device: Device = {
    name,
    skew,
    replica,
    log: new Map(),
    resume: undefined,
    paused: () => undefined,
    life: 0,
    isRunning: false,
    stepsLeft: Number.POSITIVE_INFINITY,
  }
  return device
}

/** Counts a step of a pass, which may be its last. */
export function countStep(device: Device): void {
  if (!device.isRunning) return
  device.stepsLeft -= 1
  if (device.stepsLeft <= 0) throw new Killed(device.name)
}

/** Until the world lets it go on; for ever if it is killed meanwhile. */
export function waitForTurn(device: Device): Promise<void> {
  const { life } = device
  return new Promise((resolve) => {
    device.resume = () => {
      if (device.life === life) resolve()
    }
    device.paused()
  })
}

/** Starts something or goes on with it, until it waits again or is at its end. */
export function untilPaused(device: Device, go: () => void): Promise<void> {
  return new Promise((resolve) => {
    device.paused = resolve
    device.resume = undefined
    go()
  })
}

export function kill(device: Device): void {
  device.life += 1
  device.resume = undefined
  device.isRunning = false
  device.stepsLeft = Number.POSITIVE_INFINITY
}
