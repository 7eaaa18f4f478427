import { SUPERUSER } from '../../supabase/local/cluster.mjs'
import { startPostgres } from '../../supabase/local/postgres.mjs'

/** One PostgreSQL for the whole suite; each file makes a database of its own in it. */
export default async function setup(project) {
  if (process.env.SUPABASE_URL || process.env.SUPABASE_LITE_URL) return undefined
  const postgres = await startPostgres()
  project.provide('postgres', postgres.config('postgres', SUPERUSER))
  return postgres.stop
}
