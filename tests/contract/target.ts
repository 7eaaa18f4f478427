import { afterAll, beforeAll, it } from 'vitest'
import { hostedTarget } from './hosted-target.ts'
import { LITE_FAULTS, liteTarget } from './lite-target.ts'
import { startOnNewDatabase } from './start-stand-in.ts'

export interface Signed {
  userId: string
  access: string
  refresh: string
}

/** A project that the contract is checked on, with our migrations applied. */
export interface Target {
  url: string
  /** The key that every browser may know. */
  key: string
  /** A new session of the user of that name, who is made where there is none. */
  signIn(name: string): Promise<Signed>
  /** Takes back what the tests left. */
  close(): Promise<void>
}

/** Which project it is: the stand-in, unless something else is asked for. */
const KIND = process.env['SUPABASE_URL']
  ? 'hosted'
  : process.env['SUPABASE_LITE_URL']
    ? 'lite'
    : 'stand-in'

/** Whether tests may look behind it, or let it fail. */
export const IS_STAND_IN = KIND === 'stand-in'

const known: Record<string, string> = KIND === 'lite' ? LITE_FAULTS : {}

/** The project of a test file; call it outside of tests. */
export function useTarget(): () => Target {
  let target: Target | undefined
  beforeAll(async () => {
    target = await makeTarget()
  }, 60_000)
  afterAll(() => target?.close())
  return () => {
    if (!target) throw new Error('no target yet')
    return target
  }
}

function makeTarget(): Promise<Target> | Target {
  if (KIND === 'hosted') return hostedTarget()
  return KIND === 'lite' ? liteTarget() : standInTarget()
}

async function standInTarget(): Promise<Target> {
  const standIn = await startOnNewDatabase()
  return {
    url: standIn.url,
    key: standIn.keys.publishable,
    signIn: async (name) => {
      const { user, access_token: access, refresh_token: refresh } = await standIn.signIn(name)
      return { userId: user.id, access, refresh }
    },
    close: standIn.close,
  }
}

/** A sentence of the contract. Where a project is known not to keep it, it has to fail: else the list is old. */
export function holds(sentence: string, test: () => Promise<void>): void {
  const reason = known[sentence]
  if (reason) it.fails(`${sentence} (known: ${reason})`, test)
  else it(sentence, test)
}
