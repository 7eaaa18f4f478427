/**
 * @typedef {{ status: number, body?: unknown, headers?: Record<string, string> }} Answer
 * `body` is sent as JSON, or as it is where it is a Buffer or a text
 */

/** An error that is answered as given. */
export function refuse(status, body, headers = {}) {
  return Object.assign(new Error(`HTTP ${status}`), { answer: { status, body, headers } })
}

/** The whole body of a request, up to a limit. */
export async function readBody(request, limit) {
  const parts = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size <= limit) parts.push(part)
  }
  // Read to its end all the same: whoever still sends would see a broken connection, not an answer.
  return size > limit ? undefined : Buffer.concat(parts)
}

/** A JSON body, undefined where it is none. */
export async function readJson(request, limit = 16e6) {
  const bytes = await readBody(request, limit)
  try {
    return JSON.parse(bytes?.toString() || '{}')
  } catch {
    return undefined
  }
}

/** @param {import('node:http').ServerResponse} response @param {Answer} answer */
export function send(response, { status, body, headers = {} }) {
  const raw = body === undefined || Buffer.isBuffer(body) || typeof body === 'string'
  const type = { 'content-type': 'application/json; charset=utf-8' }
  response.writeHead(status, { ...(raw ? {} : type), ...headers })
  response.end(raw ? body : JSON.stringify(body))
}

export const redirect = (location) => ({ status: 302, headers: { location } })
