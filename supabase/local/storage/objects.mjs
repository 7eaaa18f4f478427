import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readBody, readJson } from '../answers.mjs'
import { claimsOf } from '../gateway.mjs'
import { badToken, noBucket, notFound, storageError, tooLarge } from './errors.mjs'
import { addRow, checkBucket, listRows, readRow, removeRows } from './rows.mjs'

/** Everything below `/storage/v1/object` that Linkshot or storage-js calls. */
export async function answerObjects(context, request, url, bearer) {
  const path = decodeURIComponent(url.pathname.slice('/storage/v1/object/'.length))
  const reads = request.method === 'GET' || request.method === 'HEAD'
  // Objects of public buckets are for everybody, so here a bad token is none: the bucket is not to be seen then.
  const refused = reads && !path.startsWith('authenticated/') ? noBucket : badToken
  const claims = claimsOf(bearer, context.secret, refused)
  const list = /^list\/([^/]+)$/.exec(path)?.[1]
  if (list && request.method === 'POST') return listObjects(context, request, claims, list)
  const [bucket = '', ...rest] = path.replace(/^authenticated\//, '').split('/')
  const name = rest.join('/')
  if (request.method === 'DELETE') return removeObjects(context, request, claims, bucket, name)
  if (name === '') throw notFound()
  if (request.method === 'POST') return upload(context, request, claims, bucket, name)
  if (reads && claims.role === 'anon') throw noBucket()
  if (reads) return download(context, request, claims, bucket, name)
  throw storageError(404, 'not_found', 'Route not found')
}

async function upload(context, request, claims, bucket, name) {
  const { bytes, type } = await readUpload(request, context.fileLimit)
  await checkBucket(context, bucket, bytes.length)
  const version = randomUUID()
  const object = { bucket, name, version, size: bytes.length, type }
  await addRow(context, claims, object, true)
  await writeFile(join(context.files, version), bytes)
  await addRow(context, claims, object)
  return { status: 200, body: { Id: version, Key: `${bucket}/${name}` } }
}

/** The bytes as they are, or the file of a form, as storage-js sends Blobs. */
async function readUpload(request, limit) {
  const type = request.headers['content-type'] ?? 'application/octet-stream'
  const form = type.startsWith('multipart/form-data')
  const bytes = await readBody(request, limit + (form ? 1e5 : 0))
  if (!bytes) throw tooLarge()
  if (!form) return { bytes, type }
  const fields = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const file = [...fields.values()].find((value) => typeof value !== 'string')
  return { bytes: Buffer.from(await file.arrayBuffer()), type: file.type }
}

async function download(context, request, claims, bucket, name) {
  const { version, metadata } = await readRow(context, claims, bucket, name)
  const headers = {
    'content-type': metadata.mimetype,
    'content-length': String(metadata.size),
    'cache-control': metadata.cacheControl,
    etag: `"${version}"`,
  }
  if (request.method === 'HEAD') return { status: 200, headers }
  return { status: 200, headers, body: await readFile(join(context.files, version)) }
}

async function listObjects(context, request, claims, bucket) {
  return {
    status: 200,
    body: await listRows(context, claims, bucket, (await readJson(request)) ?? {}),
  }
}

async function removeObjects(context, request, claims, bucket, name) {
  const { prefixes = [] } = name ? { prefixes: [name] } : ((await readJson(request)) ?? {})
  const rows = await removeRows(context, claims, bucket, prefixes)
  for (const { version } of rows) await rm(join(context.files, version), { force: true })
  if (name && rows.length === 0) throw notFound()
  return { status: 200, body: name ? { message: 'Successfully deleted' } : rows }
}
