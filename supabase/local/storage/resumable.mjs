import { randomUUID } from 'node:crypto'
import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { claimsOf } from '../gateway.mjs'
import { badToken } from './errors.mjs'
import { addRow, checkBucket } from './rows.mjs'

const PATH = '/storage/v1/upload/resumable'

/** Its folder is there: the library makes it without waiting, and ends the process where it was removed meanwhile. */
class ReadyStore extends FileStore {
  checkOrCreateDirectory() {}
}

/**
 * Uploads in parts, by the library that the storage service itself uses.
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse,
 *   bearer: string) => Promise<void>}
 */
export function createResumable(context) {
  const directory = join(context.files, 'unfinished')
  /** Tokens of requests that are being answered. */
  const bearers = new WeakMap()
  const claims = (request) =>
    claimsOf(bearers.get(request.node.req) ?? '', context.secret, badToken)

  const server = new Server({
    path: PATH,
    datastore: new ReadyStore({ directory, expirationPeriodInMilliseconds: 24 * 3600_000 }),
    maxSize: () => context.fileLimit,
    allowedHeaders: ['apikey', 'authorization', 'x-upsert'],
    exposedHeaders: ['Tus-Complete'],
    namingFunction: (_request, metadata) =>
      encode(metadata?.bucketName ?? '', metadata?.objectName ?? '', randomUUID()),
    // Each part is checked, so that nobody goes on with what they might not begin, or what is there by now.
    onIncomingRequest: async (request, id) => {
      if (request.method === 'OPTIONS' || request.method === 'HEAD') return
      const [bucket, name, version] = decode(id)
      const object = { bucket, name, version, size: 0, type: '' }
      await told(() => addRow(context, claims(request), object, true))
    },
    onUploadCreate: async (_request, { id, size, metadata }) => {
      await told(() => checkBucket(context, decode(id)[0], size))
      return { metadata }
    },
    onUploadFinish: async (request, { id, size, metadata }) => {
      const [bucket, name, version] = decode(id)
      const type = metadata?.contentType ?? 'application/octet-stream'
      await copyFile(join(directory, id), join(context.files, version))
      await told(() => addRow(context, claims(request), { bucket, name, version, size, type }))
      await rm(join(directory, id), { force: true })
      return { headers: { 'Tus-Complete': '1' } }
    },
  })
  return async (request, response, bearer) => {
    bearers.set(request, bearer)
    await server.handle(request, response)
  }
}

/** Errors of the service as this library wants them: here the status is the true one. */
async function told(work) {
  try {
    await work()
  } catch (error) {
    const { statusCode, message } = error.answer?.body ?? {
      statusCode: '500',
      message: error.message,
    }
    throw { status_code: Number(statusCode), body: message }
  }
}

/** One segment of an address that names the object and its version. */
const encode = (...parts) => Buffer.from(parts.join('\n')).toString('base64url')

const decode = (id) => Buffer.from(id, 'base64url').toString().split('\n')
