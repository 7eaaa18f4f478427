import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createRandom } from '../sync/support/random.ts'
import { firstFailure } from '../sync/support/run-seeds.ts'
import { RULES, type Subject } from '../sync/support/server-contract.ts'
import { openSimulated } from './support/simulated-time.ts'
import { createPool, createSqlServer, type Pool } from './support/sql-server.ts'

const SEEDS = process.env['LONG'] ? 1000 : 500
const PARTS = 4

interface Open {
  pool: Pool
  admin: pg.Client
  /** Another superuser: a connection is asked one thing at a time. */
  openAdmin: () => Promise<pg.Client>
}

/** A database as it is shipped, or with a defect: a function that lacks something. */
async function open(name?: string, lacks?: RegExp): Promise<Open> {
  const database = await openSimulated()
  const openAdmin = () => database.open('supabase_admin')
  const admin = await openAdmin()
  if (name && lacks) await damage(admin, name, lacks)
  return { pool: createPool(database), admin, openAdmin }
}

async function damage(admin: pg.Client, name: string, lacks: RegExp): Promise<void> {
  const { rows } = await admin.query<{ source: string }>(
    'select pg_get_functiondef($1::regproc) as source',
    [`linkshot.${name}`],
  )
  const source = rows[0]?.source ?? ''
  if (!lacks.test(source)) throw new Error(`${name} is another`)
  await admin.query(source.replace(lacks, ''))
}

async function close({ pool, admin }: Open): Promise<void> {
  await pool.close()
  await admin.end()
}

/** The first failure of worlds whose server is that database. */
function failureOf({ pool, admin }: Open, first: number, last: number) {
  const random = createRandom(first)
  return firstFailure(first, last, {
    makeServer: (now, pause) =>
      createSqlServer({ pool, admin, now, pause, lingers: () => random.chance(0.6) }),
  })
}

let shipped: Open
beforeAll(async () => {
  shipped = await open()
})
afterAll(() => close(shipped))

describe('the functions in the database', () => {
  it.each(Object.entries(RULES))('%s', async (_, rule) => {
    let time = Date.UTC(2026, 0, 1)
    const now = () => time
    const wait: Subject['wait'] = (ms) => {
      time += ms
    }
    await rule({ server: await createSqlServer({ ...shipped, now }), now, wait })
  })
})

describe('devices that sync through a real database', () => {
  const starts = Array.from({ length: PARTS }, (_, part) => 1 + (part * SEEDS) / PARTS)

  it.concurrent.each(starts)('end equal: seeds from %i', { timeout: 600_000 }, async (first) => {
    const admin = await shipped.openAdmin()
    const failure = await failureOf({ ...shipped, admin }, first, first + SEEDS / PARTS - 1)
    await admin.end()
    expect(failure?.text).toBeUndefined()
  })
})

describe('a simulation sees', () => {
  it.each([['pushes that do not lock their account', 'lock_state', / for update/]])(
    '%s',
    async (_, name, what) => {
      const mutant = await open(name, what)
      onTestFinished(() => close(mutant))
      expect(await failureOf(mutant, 1, 150)).toBeDefined()
    },
  )
})
