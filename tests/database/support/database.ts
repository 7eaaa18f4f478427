import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { type Session, signIn } from './session.ts'

/** A role that logs in. */
export type Login = 'postgres' | 'authenticator' | 'supabase_admin' | 'supabase_storage_admin'

/** A database of one test file, with the migrations in it. */
export interface Database {
  name: string
  /** A connection that ends with the test; `postgres` if nobody is named. */
  connect(login?: Login): Promise<pg.Client>
  /** One whose end is the caller's to see to. */
  open(login: Login): Promise<pg.Client>
  /** Another account, signed in; by that connection, which several may share in turn. */
  newAccount(by?: pg.Client): Promise<Session>
  /** An account that has not done anything yet. */
  newAccountRow(): Promise<{ id: string }>
  signIn(id: string): Promise<Session>
  /** Rows of a query by the superuser. */
  rows<T = Record<string, unknown>>(query: string, values?: unknown[]): Promise<T[]>
}

/** Names of databases are in no need of an end: the whole cluster is thrown away. */
export async function openDatabase(template = 'linkshot_template'): Promise<Database> {
  const name = `t_${randomUUID().replaceAll('-', '')}`
  await asSuperuser('postgres', (client) =>
    client.query(`create database ${name} owner postgres template ${template}`),
  )
  const rows = async <T>(query: string, values: unknown[] = []) =>
    (await asSuperuser(name, (client) => client.query(query, values))).rows as T[]
  const connect = (login: Login = 'postgres') => connectTo(name, login)
  const newAccountRow = async () => {
    const id = randomUUID()
    await rows('insert into auth.users (id) values ($1)', [id])
    return { id }
  }
  const signInBy = async (id: string, by?: pg.Client) =>
    signIn(by ?? (await connect('authenticator')), id)
  return {
    name,
    rows,
    connect,
    open: (login) => openClient(name, login),
    newAccountRow,
    signIn: signInBy,
    newAccount: async (by) => signInBy((await newAccountRow()).id, by),
  }
}

function configOf(database: string, user: Login): pg.ClientConfig {
  const { folder, port, password } = inject('cluster')
  return { host: folder, port, password, user, database }
}

export async function asSuperuser<T>(
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(configOf(database, 'supabase_admin'))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function openClient(database: string, login: Login): Promise<pg.Client> {
  const client = new pg.Client(configOf(database, login))
  await client.connect()
  return client
}

async function connectTo(database: string, login: Login): Promise<pg.Client> {
  const client = await openClient(database, login)
  onTestFinished(() => client.end())
  return client
}
