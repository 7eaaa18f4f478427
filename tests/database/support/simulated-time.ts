import { asSuperuser, type Database, openDatabase } from './database.ts'

/** Functions that ask for the time, with what of each is to be another. */
const ASKING = `
  select pg_get_functiondef(one.oid) as source from pg_proc as one
  where pronamespace in ('linkshot'::regnamespace, 'public'::regnamespace)
    and (prosrc like '%now()%' or prosrc like '%clock_timestamp()%')`

const DEFAULTS = `
  select format('alter table %I.%I alter column %I set default simulated.now()',
    table_schema, table_name, column_name) as source
  from information_schema.columns
  where table_schema in ('linkshot', 'public') and column_default = 'now()'`

/**
 * A database whose functions are those of the migrations, but that they take the time from `simulated.ms`, which
 * each request sets: a simulation's half a year passes in a moment.
 */
export async function openSimulated(): Promise<Database> {
  const database = await openDatabase()
  await asSuperuser(database.name, async (client) => {
    await client.query(`
      create schema simulated;
      grant usage on schema simulated to public;
      create function simulated.now() returns timestamptz language sql volatile as $$
        select to_timestamp(current_setting('simulated.ms')::numeric / 1000)
      $$;`)
    const asking = await client.query<{ source: string }>(ASKING)
    const defaults = await client.query<{ source: string }>(DEFAULTS)
    if (asking.rows.length === 0 || defaults.rows.length === 0) throw new Error('nothing asks')
    for (const { source } of asking.rows) {
      await client.query(source.replace(/\b(clock_timestamp|now)\(\)/g, 'simulated.now()'))
    }
    for (const { source } of defaults.rows) await client.query(source)
  })
  return database
}
