import type { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { applyMigrations, migrationNames } from '../../supabase/local/postgres.mjs'
import { asSuperuser, openDatabase } from './support/database.ts'

const BARE = 'linkshot_bare'

async function noticesOf(client: Client, work: () => Promise<void>): Promise<string[]> {
  const notices: string[] = []
  client.on('notice', ({ message }) => notices.push(message ?? ''))
  await work()
  return notices
}

describe('migrations', () => {
  it('are named as the Supabase command line wants them', () => {
    expect(migrationNames().filter((name) => !/^\d{14}_[a-z_]+\.sql$/.test(name))).toEqual([])
    expect(migrationNames().length).toBeGreaterThan(1)
  })

  it('apply to any number of databases, by a role that is no superuser', async () => {
    for (let n = 0; n < 2; n++) {
      const database = await openDatabase(BARE)
      const client = await database.connect('postgres')
      const [role] = (
        await client.query('select rolsuper from pg_roles where rolname = current_user')
      ).rows
      expect(role).toEqual({ rolsuper: false })
      expect(await noticesOf(client, () => applyMigrations(client))).toEqual([])
      expect((await (await database.newAccount()).push([])).seq).toBe(0)
    }
  })

  it('keep rows that are there after the first of them', async () => {
    const database = await openDatabase(BARE)
    const client = await database.connect('postgres')
    const [first = '', ...rest] = migrationNames()
    await applyMigrations(client, [first])
    const { id } = await database.newAccountRow()
    const at = '019aa0000000-0000-a1b2c3d4'
    await database.rows(
      `insert into links (user_id, uid, bucket, url, title, at, stamps, touched, seq)
       values ($1, gen_random_uuid(), 7, 'https://old.example/', 'Old', $2, '{"note": ""}', $2, 1)`,
      [id, at],
    )
    await database.rows('insert into sync_state (user_id, seq, records) values ($1, 1, 1)', [id])
    await applyMigrations(client, rest)
    const [item] = await (await database.signIn(id)).pullAll()
    expect(item).toMatchObject({
      seq: 1,
      sets: [[at, { url: 'https://old.example/', title: 'Old' }]],
    })
  })

  it('say what to do where the policies of the bucket can not be made, and go on', async () => {
    const database = await openDatabase(BARE)
    const client = await database.connect('postgres')
    // Of the whole cluster: put back at once.
    const [before, after] = ['revoke', 'grant'].map((word) =>
      word === 'grant'
        ? 'grant supabase_storage_admin to postgres'
        : 'revoke supabase_storage_admin from postgres',
    )
    await asSuperuser(database.name, (admin) => admin.query(before ?? ''))
    try {
      const notices = await noticesOf(client, () => applyMigrations(client))
      expect(notices).toHaveLength(1)
      expect(notices[0]).toMatch(/policies of the bucket "bodies".*supabase\/README\.md/s)
    } finally {
      await asSuperuser(database.name, (admin) => admin.query(after ?? ''))
    }
    expect(await database.rows(`select from pg_policies where schemaname = 'storage'`)).toEqual([])
    expect((await (await database.newAccount()).push([])).seq).toBe(0)
  })

  it('give a column to every field there is, and a rule', async () => {
    const { RECORD_FIELDS } = await import('../../utils/record/record.ts')
    const database = await openDatabase()
    const rules = await database.rows<{ kind: string; fields: string[] }>(
      'select kind, array_agg(field order by field) as fields from linkshot.fields group by kind order by kind',
    )
    const ours = Object.entries(RECORD_FIELDS).map(([kind, fields]) => ({
      kind,
      fields: fields.toSorted(),
    }))
    expect(rules).toEqual(ours.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)))
  })
})

describe('lint', () => {
  it('plpgsql_check has nothing to say', async ({ skip }) => {
    const database = await openDatabase()
    const [known] = await database.rows(
      `select from pg_available_extensions where name = 'plpgsql_check'`,
    )
    if (!known) skip('plpgsql_check is not installed (Debian: postgresql-15-plpgsql-check)')
    const found = await asSuperuser(database.name, async (admin) => {
      await admin.query('create extension plpgsql_check')
      return await admin.query(
        `select proname, message, detail, lineno from pg_proc as p
         cross join lateral plpgsql_check_function_tb(p.oid, fatal_errors => false, extra_warnings => true) as fault
         where pronamespace in ('public'::regnamespace, 'linkshot'::regnamespace)
           and prolang = (select oid from pg_language where lanname = 'plpgsql') order by 1, 4`,
      )
    })
    expect(found.rows).toEqual([])
  })

  it('every table has row level security and a policy or no reader, every foreign key an index', async () => {
    const database = await openDatabase()
    expect(
      await database.rows(
        `select relname from pg_class where relkind = 'r' and relnamespace in ('public'::regnamespace, 'linkshot'::regnamespace)
          and not relrowsecurity`,
      ),
    ).toEqual([])
    expect(
      await database.rows(
        `select conname from pg_constraint as c where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
          select from pg_index as i where i.indrelid = c.conrelid
            and (i.indkey::int2[])[0 : cardinality(c.conkey) - 1] @> c.conkey)`,
      ),
    ).toEqual([])
  })
})
