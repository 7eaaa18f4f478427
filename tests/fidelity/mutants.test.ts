import { expect, it } from 'vitest'
import { runMutants } from './run/mutants.ts'

const MINUTES = 60_000

/** A build and a browser per defect take minutes: LONG=1 asks for it. */
it.skipIf(!process.env['LONG'])(
  'sees every defect that is put in on purpose',
  async () => {
    expect(await runMutants([], () => {})).toBe(0)
  },
  18 * MINUTES,
)
