import pg from 'pg'
import { inject } from 'vitest'
import { type StandIn, startStandIn } from '../../supabase/local/stand-in.mjs'

type Options = Partial<Parameters<typeof startStandIn>[0]>

/** A stand-in over a database of its own with all migrations, or over one with none of them. */
export async function startOnNewDatabase(
  options: Options = {},
  template = 'linkshot_template',
): Promise<StandIn> {
  const config = inject('postgres')
  const database = `contract_${crypto.randomUUID().replaceAll('-', '')}`
  const client = new pg.Client(config)
  await client.connect()
  await client.query(`create database ${database} template ${template}`)
  await client.end()
  return startStandIn({ connection: { ...config, database }, ...options })
}
