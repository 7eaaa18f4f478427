import type { Client } from 'pg'
import type {
  BodiesAnswer,
  DigestAnswer,
  FailedAnswer,
  FetchAnswer,
  Item,
  MissingAnswer,
  PullAnswer,
  PushAnswer,
} from '../../../utils/sync/protocol.ts'

/** What PostgREST takes from a token. */
export interface Claims {
  role: 'anon' | 'authenticated' | 'service_role'
  sub?: string
}

/** An account as it is seen from outside: everything goes the way PostgREST goes. */
export interface Session {
  id: string
  epoch: string
  push(items: unknown, over?: Partial<PushArguments>): Promise<PushAnswer>
  pull(after: number, most?: number, purged?: number, epoch?: string): Promise<PullAnswer>
  /** All pages from 0. */
  pullAll(most?: number): Promise<PullAnswer['items']>
  fetch(kind: string, which: Which, past?: string): Promise<FetchAnswer>
  digest(): Promise<DigestAnswer['digest']>
  missing(hashes: string[]): Promise<MissingAnswer>
  bodies(after?: string): Promise<BodiesAnswer>
  reset(): Promise<BodiesAnswer>
  /** Runs a query with the rights of this account and returns its rows. */
  rows<T = Record<string, unknown>>(query: string, values?: unknown[]): Promise<T[]>
}

interface PushArguments {
  protocol: number
  epoch: string
  device: string
}

export interface Which {
  uids?: string[]
  links?: string[]
  bucket?: number
}

/** One request: a transaction with the role and claims of a token, as PostgREST makes it. */
export async function request<T = Record<string, unknown>>(
  client: Client,
  claims: Claims,
  query: string,
  values: unknown[] = [],
): Promise<T[]> {
  await client.query('begin')
  try {
    await client.query(`set local role ${claims.role}`)
    await client.query(`select set_config('request.jwt.claims', $1, true)`, [
      JSON.stringify(claims),
    ])
    const { rows } = await client.query(query, values)
    await client.query('commit')
    return rows as T[]
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

export async function signIn(client: Client, id: string): Promise<Session> {
  const rows = <T>(query: string, values?: unknown[]) =>
    request<T>(client, { role: 'authenticated', sub: id }, query, values)
  const call = async <T>(query: string, values: unknown[]) => {
    const [row] = await rows<{ answer: T }>(`select ${query} as answer`, values)
    if (!row) throw new Error('no answer')
    return row.answer
  }
  const pull: Session['pull'] = (after, most = 500, purged = 0, epoch = session.epoch) =>
    call('sync_pull($1, $2, $3, $4, $5)', [1, epoch, after, most, purged])
  const session: Session = {
    id,
    epoch: '',
    rows,
    pull,
    push: (items, { protocol = 1, epoch = session.epoch, device = 'a1b2c3d4' } = {}) =>
      call('sync_push($1, $2, $3, $4)', [protocol, epoch, device, textOf(items)]),
    pullAll: async (most) => {
      const { purged } = await pull(0, 1)
      const first = await pull(0, most, purged)
      const all = [...first.items]
      for (let page = first; page.more; ) {
        page = await pull(page.upTo, most, purged)
        all.push(...page.items)
      }
      return all
    },
    fetch: (kind, { uids, links, bucket }, past = '') =>
      call('sync_fetch($1, $2, $3, $4, $5, $6, $7)', [
        1,
        session.epoch,
        kind,
        uids,
        links,
        bucket,
        past,
      ]),
    digest: async () => (await call<DigestAnswer>('sync_digest(1, $1)', [session.epoch])).digest,
    missing: (hashes) => call('sync_missing($1)', [hashes]),
    bodies: (after = '') => call('sync_bodies($1)', [after]),
    reset: () => call('sync_reset()', []),
  }
  session.epoch = (await pull(0)).epoch
  return session
}

/** Text goes as it is: some hostile JSON can't be made from values. */
const textOf = (items: unknown): string =>
  typeof items === 'string' ? items : JSON.stringify(items satisfies Item[] | unknown)

export const errorOf = (answer: object): string | undefined => (answer as FailedAnswer).error
