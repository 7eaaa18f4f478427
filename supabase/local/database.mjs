import { Pool } from 'pg'

/** Seconds a statement may take, as in hosted projects. */
const PATIENCE = { anon: 3, authenticated: 8, service_role: 60 }

/**
 * Connections to the database of the stand-in.
 * @param {string | import('pg').PoolConfig} connection of a superuser
 */
export function openPool(connection) {
  const options = typeof connection === 'string' ? { connectionString: connection } : connection
  const pool = new Pool({ max: 12, ...options })
  // An idle connection that ends, because the cluster was stopped, is nobody's error.
  pool.on('error', () => {})
  return pool
}

/** One transaction; it is taken back where `work` throws. */
export async function inTransaction(pool, work) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const value = await work(client)
    await client.query('commit')
    return value
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** One transaction in the rights of whoever the claims name, as PostgREST and Storage run it. */
export function asCaller(pool, claims, work) {
  return inTransaction(pool, async (client) => {
    await client.query(
      `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
        set_config('request.jwt.claim.sub', $3, true), set_config('statement_timeout', $4, true)`,
      [claims.role, JSON.stringify(claims), claims.sub ?? '', `${PATIENCE[claims.role] ?? 8}s`],
    )
    return work(client)
  })
}
