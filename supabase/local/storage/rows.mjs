import { asCaller } from '../database.mjs'
import { fromDatabase, noBucket, notFound, tooLarge } from './errors.mjs'

/** What a bucket lets in; its row is read in the service's own rights. */
export async function checkBucket({ pool, fileLimit }, bucket, size) {
  const { rows } = await pool.query(
    'select id, file_size_limit as most from storage.buckets where id = $1',
    [bucket],
  )
  if (!rows[0]) throw noBucket()
  if (size > Math.min(fileLimit, Number(rows[0].most ?? fileLimit))) throw tooLarge()
}

/**
 * Adds an object in its caller's rights, so that policies decide.
 * @param {{ bucket: string, name: string, version: string, size: number, type: string }} object
 * @param {boolean} tryOnly whether it is only asked if it could be added
 */
export async function addRow(
  { pool },
  claims,
  { bucket, name, version, size, type },
  tryOnly = false,
) {
  const metadata = { size, mimetype: type, cacheControl: 'no-cache', contentLength: size }
  const undo = new Error('only asked')
  try {
    await asCaller(pool, claims, async (client) => {
      await client.query(
        `insert into storage.objects (bucket_id, name, owner_id, version, metadata) values ($1, $2, $3, $4, $5)`,
        [bucket, name, claims.sub ?? null, version, metadata],
      )
      if (tryOnly) throw undo
    })
  } catch (error) {
    if (error !== undo) throw fromDatabase(error)
  }
}

/** The row of an object that the caller may see. */
export async function readRow({ pool }, claims, bucket, name) {
  const found = await asCaller(pool, claims, (client) =>
    client.query(
      'select name, version, metadata from storage.objects where bucket_id = $1 and name = $2',
      [bucket, name],
    ),
  )
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

/** Rows below a folder, in the caller's rights. */
export async function listRows({ pool }, claims, bucket, { prefix = '', limit = 100, offset = 0 }) {
  const folder = prefix && !prefix.endsWith('/') ? `${prefix}/` : prefix
  const { rows } = await asCaller(pool, claims, (client) =>
    client.query(
      `select id, name, metadata, created_at from storage.objects
        where bucket_id = $1 and starts_with(name, $2) order by name`,
      [bucket, folder],
    ),
  )
  const entries = new Map()
  for (const row of rows) {
    const [first, ...inner] = row.name.slice(folder.length).split('/')
    // A folder is a name without an id; it exists as long as something is in it.
    entries.set(
      first,
      inner.length > 0 ? { name: first, id: null, metadata: null } : { ...row, name: first },
    )
  }
  return [...entries.values()].slice(offset, offset + limit)
}

/** Removes what the caller may remove; what they may not is left, and not told of. */
export async function removeRows({ pool }, claims, bucket, names) {
  const { rows } = await asCaller(pool, claims, async (client) => {
    // Nobody else may: rows deleted by SQL would leave their files behind.
    await client.query(`select set_config('storage.allow_delete_query', 'true', true)`)
    return client.query(
      'delete from storage.objects where bucket_id = $1 and name = any ($2) returning name, bucket_id, version, metadata',
      [bucket, names],
    )
  })
  return rows
}
