import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { SUPERUSER, startCluster } from './cluster.mjs'

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations')
const SCAFFOLD = join(import.meta.dirname, 'scaffold.sql')
/** A database that is prepared once and copied from then on, which takes a tenth of the time. */
const TEMPLATE = 'linkshot_template'
/** Roles that log in, by the password of the cluster. */
const LOGINS = ['postgres', 'authenticator', 'supabase_auth_admin', 'supabase_storage_admin']

/**
 * A temporary PostgreSQL with what Supabase adds and our migrations.
 * @param {{ durable?: boolean, settings?: string[] }} [options]
 * @returns {Promise<LocalPostgres>}
 */
export async function startPostgres(options) {
  const cluster = await startCluster(options)
  const config = (database, user = 'postgres') => ({
    host: cluster.folder,
    port: cluster.port,
    user,
    password: cluster.password,
    database,
  })
  const server = {
    pid: cluster.pid,
    port: cluster.port,
    config,
    url: (database, user = 'postgres') =>
      `postgresql://${user}:${cluster.password}@127.0.0.1:${cluster.port}/${database}`,
    createDatabase: (name, template = TEMPLATE) =>
      createDatabase(config, name, template, 'owner postgres'),
    createBareDatabase: (name) => createBareDatabase(config, name, cluster.password),
    stop: cluster.stop,
  }
  try {
    await server.createBareDatabase(TEMPLATE)
    await withClient(config(TEMPLATE), (client) => applyMigrations(client))
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return server
}

/**
 * @typedef {object} LocalPostgres
 * @property {number} pid
 * @property {number} port
 * @property {(database: string, user?: string) => import('pg').ClientConfig} config by the socket
 * @property {(database: string, user?: string) => string} url by the loopback port, with its password
 * @property {(name: string, template?: string) => Promise<void>} createDatabase with scaffold and migrations
 * @property {(name: string) => Promise<void>} createBareDatabase with the scaffold alone
 * @property {() => Promise<void>} stop
 */

/** Runs something with one connection, which is closed whatever happens. */
export async function withClient(config, work) {
  const client = new pg.Client(config)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Names of the migrations in the order they are applied in. */
export const migrationNames = () =>
  readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .sort()

/** Applies the migrations as `supabase db push` does: in order, each in one go, by the role of `client`. */
export async function applyMigrations(client, names = migrationNames()) {
  for (const name of names) {
    try {
      await client.query(readFileSync(join(MIGRATIONS, name), 'utf8'))
    } catch (error) {
      throw new Error(`${name}: ${describe(error)}`, { cause: error })
    }
  }
}

const describe = ({ message, where, position, detail }) =>
  [message, detail, where, position && `at character ${position}`].filter(Boolean).join('\n')

async function createDatabase(config, name, template, owner = '') {
  await withClient(config('postgres', SUPERUSER), (client) =>
    client.query(
      `create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)} ${owner}`,
    ),
  )
}

async function createBareDatabase(config, name, password) {
  await createDatabase(config, name, 'template0')
  await withClient(config(name, SUPERUSER), async (client) => {
    await client.query(readFileSync(SCAFFOLD, 'utf8'))
    const secret = pg.escapeLiteral(password)
    for (const role of LOGINS) await client.query(`alter role ${role} password ${secret}`)
  })
}
