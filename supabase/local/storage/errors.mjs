import { refuse } from '../answers.mjs'

/** Errors of the storage service: HTTP 400 for nearly all, with the true status as text inside. */
export const storageError = (status, error, message) =>
  refuse(status === 500 ? 500 : 400, { statusCode: String(status), error, message })

export const notFound = () => storageError(404, 'not_found', 'Object not found')
export const noBucket = () => storageError(404, 'Bucket not found', 'Bucket not found')
export const duplicate = () => storageError(409, 'Duplicate', 'The resource already exists')
export const tooLarge = () =>
  storageError(413, 'Payload too large', 'The object exceeded the maximum allowed size')
export const denied = () =>
  storageError(403, 'Unauthorized', 'new row violates row-level security policy')

export const badToken = (fault) =>
  storageError(
    403,
    'Unauthorized',
    fault === 'expired' ? '"exp" claim timestamp check failed' : 'Invalid Compact JWS',
  )

/** What the database says, as the storage service says it. */
export function fromDatabase(error) {
  if (error.answer) return error
  if (error.code === '23505') return duplicate()
  if (error.code === '42501') return denied()
  if (error.code === '23503') return noBucket()
  return storageError(500, 'Internal', error.message)
}
