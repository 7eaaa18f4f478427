import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findPostgres, LEAST_VERSION } from '../../../supabase/local/find-postgres.mjs'
import { complaint } from '../complaint.mjs'
import { ROOT } from '../paths.mjs'

/**
 * A Supabase project on this computer: PostgreSQL in a temporary folder with all migrations, and the services
 * before it.
 */
export async function startProject() {
  if (!findPostgres()) throw complaint(NO_POSTGRES)
  // Not above: they need packages, which may not be there before.
  const { startPostgres } = await import('../../../supabase/local/postgres.mjs')
  const { startStandIn } = await import('../../../supabase/local/stand-in.mjs')
  const postgres = await startPostgres()
  try {
    await postgres.createDatabase('cloud')
    const connection = postgres.config('cloud', 'supabase_admin')
    const standIn = await startStandIn({ connection, redirectUrls: redirectUrls() })
    const close = async () => {
      await standIn.close()
      await postgres.stop()
    }
    return { standIn, close }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

const NO_POSTGRES = `This needs PostgreSQL ${LEAST_VERSION} or later, which is not here. It is only read from; no server has to run.

  Debian, Ubuntu   sudo apt-get install postgresql
  Fedora           sudo dnf install postgresql-server
  macOS            brew install postgresql@17
  elsewhere        https://www.postgresql.org/download/

LINKSHOT_POSTGRES=/path/to/bin names the folder with initdb and postgres, where they are not found.`

/** The same that a project of one's own has to allow. */
export function redirectUrls(config = readFileSync(join(ROOT, 'supabase/config.toml'), 'utf8')) {
  const [, list = ''] = /^additional_redirect_urls = \[(.*?)\]/ms.exec(config) ?? []
  return [...list.matchAll(/"([^"]+)"/g)].map(([, url]) => url)
}

/** Rows of a user's library there, and what is in storage. */
export async function measureProject({ pool }) {
  const rows = {}
  for (const table of ['links', 'snapshots', 'tags', 'link_tags', 'settings']) {
    const { rows: found } = await pool.query(`select count(*)::int as count from public.${table}`)
    rows[table] = found[0].count
  }
  const { rows: stored } = await pool.query(
    `select count(*)::int as objects, coalesce(sum((metadata->>'size')::bigint), 0)::float as bytes
     from storage.objects where bucket_id = 'bodies'`,
  )
  return { rows, ...stored[0] }
}
