import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { asSuperuser, type Database, openDatabase } from './support/database.ts'
import { wholeAgain, wholeLink } from './support/items.ts'
import { type Claims, request, type Session } from './support/session.ts'

const TABLES = [
  'links',
  'tags',
  'snapshots',
  'settings',
  'link_tags',
  'tag_aliases',
  'sync_state',
  'sync_limits',
]
const CALLS = [
  `sync_push(1, '', 'a1b2c3d4', '[]')`,
  `sync_pull(1, '', 0, 500, 0)`,
  `sync_fetch(1, '', 'link', array['x'])`,
  `sync_digest(1, '')`,
  `sync_missing(array['x'])`,
  `sync_bodies('')`,
  'sync_reset()',
  'sync_may_store()',
]

let database: Database
beforeAll(async () => {
  database = await openDatabase()
})

/** What a query ends with for somebody: the number of rows, or the code of the error. */
async function tried(client: Client, claims: Claims, query: string): Promise<number | string> {
  return await request(client, claims, query).then(
    (rows) => rows.length,
    (error: { code: string }) => error.code,
  )
}

async function withLink(): Promise<Session> {
  const session = await database.newAccount()
  await session.push([
    { ...wholeLink(1), members: { [randomUUID()]: [wholeLink(1).sets[0]?.[0], ''] } },
  ])
  return session
}

const DENIED = '42501'

describe('rows of an account', () => {
  it('are read by their owner, and by nobody else', async () => {
    const owner = await withLink()
    const stranger = await withLink()
    for (const table of ['links', 'link_tags', 'sync_state'])
      expect(await stranger.rows(`select user_id from ${table}`)).toEqual([
        { user_id: stranger.id },
      ])
    const forged = `select * from links where user_id = '${owner.id}'`
    expect(await stranger.rows(forged)).toEqual([])
    expect(
      (await stranger.fetch('link', { uids: (await owner.pullAll()).map(({ uid }) => uid) })).items,
    ).toEqual([])
  })

  it('of one uid are two records where two accounts have it', async () => {
    const [owner, other] = [await database.newAccount(), await database.newAccount()]
    const link = wholeLink(1)
    await owner.push([link])
    const changed = wholeAgain(link.uid, { title: 'of the other' }, 1)
    await other.push([changed])
    expect(await owner.rows('select title from links')).toEqual([{ title: 'Page 1' }])
    expect(await other.rows('select title from links')).toEqual([{ title: 'of the other' }])
  })

  it('are gone with the account', async () => {
    const owner = await withLink()
    await database.rows('delete from auth.users where id = $1', [owner.id])
    for (const table of ['links', 'link_tags', 'sync_state'])
      expect(await database.rows(`select from ${table} where user_id = $1`, [owner.id])).toEqual([])
  })
})

describe('who may do what', () => {
  it.each(TABLES)('nobody writes %s', async (table) => {
    const owner = await withLink()
    const client = await database.connect('authenticator')
    for (const claims of [{ role: 'authenticated', sub: owner.id }, { role: 'anon' }] as Claims[]) {
      expect(await tried(client, claims, `insert into ${table} default values`)).toBe(DENIED)
      expect(await tried(client, claims, `update ${table} set user_id = user_id`)).toBe(DENIED)
      expect(await tried(client, claims, `delete from ${table}`)).toBe(DENIED)
      expect(await tried(client, claims, `truncate ${table} cascade`)).toBe(DENIED)
    }
    expect(await tried(client, { role: 'anon' }, `select * from ${table}`)).toBe(DENIED)
  })

  it.each(CALLS)('anon may not call %s', async (call) => {
    const client = await database.connect('authenticator')
    expect(await tried(client, { role: 'anon' }, `select ${call}`)).toBe(DENIED)
  })

  it.each(CALLS)('a token without an account is refused by %s', async (call) => {
    const client = await database.connect('authenticator')
    expect(await tried(client, { role: 'authenticated' }, `select ${call}`)).toBe('PT401')
  })

  it('the inner functions and the purge are nobody else’s', async () => {
    const { id } = await withLink()
    const client = await database.connect('authenticator')
    const claims: Claims = { role: 'authenticated', sub: id }
    expect(await tried(client, claims, `select linkshot.purge('${id}', 1)`)).toBe(DENIED)
    expect(await tried(client, claims, 'select * from linkshot.fields')).toBe(DENIED)
    expect(await tried(client, claims, 'select sync_purge()')).toBe(DENIED)
    expect(await tried(client, { role: 'service_role' }, 'select sync_purge()')).toBe(1)
    expect(await tried(client, { role: 'service_role' }, 'delete from links')).toBe(DENIED)
  })

  it('functions that run as their owner have an empty search path', async () => {
    const open = await database.rows(
      `select proname from pg_proc where prosecdef and pronamespace in ('public'::regnamespace, 'linkshot'::regnamespace)
        and not coalesce(proconfig, '{}') @> array['search_path=""']`,
    )
    expect(open).toEqual([])
  })

  it('policies call auth.uid() once a query', async () => {
    const plan = await (await withLink()).rows<{ 'QUERY PLAN': string }>(
      'explain select * from links',
    )
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/InitPlan/)
  })

  it('holds in projects that grant all that is new to everybody', async () => {
    const bare = await openDatabase('linkshot_bare')
    await asSuperuser(bare.name, async (client) => {
      for (const what of ['tables', 'functions', 'sequences'])
        await client.query(
          `alter default privileges for role postgres grant all on ${what} to anon, authenticated, service_role`,
        )
    })
    const { applyMigrations } = await import('../../supabase/local/postgres.mjs')
    await applyMigrations(await bare.connect('postgres'))
    const grants = (of: Database) =>
      of.rows(
        `select table_schema, table_name, grantee, privilege_type from information_schema.role_table_grants
         where table_schema in ('public', 'linkshot') and grantee in ('anon', 'authenticated', 'service_role')
         union all
         select routine_schema, routine_name, grantee, privilege_type from information_schema.role_routine_grants
         where routine_schema in ('public', 'linkshot') and grantee in ('PUBLIC', 'anon', 'authenticated', 'service_role')
         order by 1, 2, 3, 4`,
      )
    expect(await grants(bare)).toEqual(await grants(database))
  })
})
