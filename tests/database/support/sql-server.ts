import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { SyncServer } from '../../../utils/sync/protocol.ts'
import type { TestServer } from '../../sync/support/memory-server.ts'
import type { Database } from './database.ts'
import { createTurns } from './turns.ts'

/** Connections of one database, each used by one request at a time. */
export interface Pool {
  use<T>(work: (client: pg.Client) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export function createPool(database: Database): Pool {
  const all: pg.Client[] = []
  const idle: pg.Client[] = []
  const open = async () => {
    const client = await database.open('authenticator')
    all.push(client)
    return client
  }
  return {
    async use(work) {
      const client = idle.pop() ?? (await open())
      try {
        return await work(client)
      } finally {
        idle.push(client)
      }
    },
    close: async () => {
      for (const client of all) await client.end()
    },
  }
}

interface Subject {
  pool: Pool
  /** Of the superuser: what no client may do. */
  admin: pg.Client
  now: () => number
  pause?: () => Promise<void>
  /** Whether the next push is to linger before its commit. */
  lingers?: () => boolean
}

const said = (value: string | number): string => pg.escapeLiteral(String(value))

const listOf = (texts: readonly string[] | undefined): string =>
  texts ? `array[${texts.map(said).join()}]::text[]` : 'null'

/** A new account of a database by `openSimulated`, as a server that simulations know how to use. */
export async function createSqlServer(subject: Subject): Promise<TestServer> {
  const { pool, admin, now, pause = async () => {}, lingers = () => false } = subject
  const id = randomUUID()
  const turns = createTurns(pause, lingers)
  const claims = said(JSON.stringify({ role: 'authenticated', sub: id }))
  const time = () => `set_config('simulated.ms', ${said(now())}, true)`

  /** One go for all of it: a simulation makes hundreds of requests. */
  async function answerOf(client: pg.Client, call: string): Promise<never> {
    const results = (await client.query(`begin; set local role authenticated;
      select set_config('request.jwt.claims', ${claims}, true), ${time()};
      select ${call} as answer`)) as unknown as pg.QueryResult<{ answer: never }>[]
    const answer = results.at(-1)?.rows[0]?.answer
    if (!answer) throw new Error('no answer')
    return answer
  }

  const read = (call: string): Promise<never> =>
    pool.use(async (client) => {
      const answer = await answerOf(client, call)
      await client.query('commit')
      return answer
    })

  const byAdmin = async (query: string): Promise<Record<string, unknown>[]> => {
    await turns.settle()
    const results = (await admin.query(
      `begin; select ${time()}; ${query}; commit`,
    )) as unknown as pg.QueryResult[]
    return results[2]?.rows ?? []
  }

  const server: SyncServer = {
    push: (epoch, device, items) =>
      pool.use((client) =>
        turns.locking(client, () =>
          answerOf(
            client,
            `sync_push(1, ${said(epoch)}, ${said(device)}, ${said(JSON.stringify(items))}::json)`,
          ),
        ),
      ),
    pull: (epoch, after, most, purged) =>
      read(`sync_pull(1, ${said(epoch)}, ${after}, ${most}, ${purged})`),
    fetch: (epoch, kind, which, past) => {
      const uids = listOf('uids' in which ? which.uids : undefined)
      const links = listOf('links' in which ? which.links : undefined)
      const bucket = 'bucket' in which ? which.bucket : 'null'
      return read(
        `sync_fetch(1, ${said(epoch)}, ${said(kind)}, ${uids}, ${links}, ${bucket}, ${said(past)})`,
      )
    },
    digest: (epoch) => read(`sync_digest(1, ${said(epoch)})`),
  }

  await byAdmin(`insert into auth.users (id) values (${said(id)})`)
  // The first call makes the account's row: two at once would wait for each other.
  await server.pull('', 0, 1, 0)
  return {
    ...server,
    async wipe() {
      await turns.settle()
      await read('sync_reset()')
    },
    async purge() {
      await byAdmin(`select linkshot.purge(${said(id)}, 100000)`)
    },
    async setMostRecords(most) {
      await byAdmin(`insert into public.sync_limits (user_id, most_records) values (${said(id)}, ${most})
        on conflict (user_id) do update set most_records = excluded.most_records`)
    },
    async lastSeq() {
      const [row] = await byAdmin(`select seq from public.sync_state where user_id = ${said(id)}`)
      return Number(row?.['seq'])
    },
  }
}
