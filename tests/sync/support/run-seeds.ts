import { checkWorld } from './check-world.ts'
import { comeToRest, createWorld, type Parts, tick, type World, WorldError } from './world.ts'

const TICKS = 160
/** Of a trace; what went before is seldom of use. */
const MOST_LINES = 80

export interface Failure {
  seed: number
  text: string
}

/** One world from its beginning to its end. @returns what was wrong with it */
export async function runSeed(seed: number, parts: Parts = {}): Promise<Failure | undefined> {
  const world = await createWorld(seed, parts)
  try {
    for (let at = 0; at < (parts.ticks ?? TICKS); at += 1) await tick(world, parts)
    await comeToRest(world)
  } catch (error) {
    if (!(error instanceof WorldError)) throw error
    return failureOf(world, [error.message])
  }
  const faults = [...(await checkWorld(world)), ...((await parts.check?.(world)) ?? [])]
  return faults.length === 0 ? undefined : failureOf(world, faults)
}

function failureOf({ seed, trace }: World, faults: string[]): Failure {
  const lines = [`seed ${seed}`, ...faults.slice(0, 5), '...', ...trace.slice(-MOST_LINES)]
  return { seed, text: lines.join('\n') }
}

/** The first failure among seeds, if there is one. */
export async function firstFailure(
  first: number,
  last: number,
  parts: Parts = {},
): Promise<Failure | undefined> {
  for (let seed = first; seed <= last; seed += 1) {
    const failure = await runSeed(seed, parts)
    if (failure) return failure
  }
  return undefined
}
