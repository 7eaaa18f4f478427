import { type Answered, ask, fieldsOf, jsonOf, type NETWORK, retryAtOf } from '../auth/ask.ts'
import type { Session } from '../auth/sessions.ts'
import { SyncFailure } from '../model/sync-failure.ts'

/** A page of records is about 512 kB, and one record more than that at most. */
const MOST_BYTES = 4 * 1024 * 1024

/** Calls a function of the project's database and reads the JSON object it answers. */
export async function callFunction(
  { project, token }: Session,
  name: string,
  args: object,
  network?: typeof NETWORK,
): Promise<object> {
  const answered = await ask(
    `${project.url}/rest/v1/rpc/${name}`,
    {
      method: 'POST',
      headers: {
        apikey: project.key,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(args),
      mostBytes: MOST_BYTES,
    },
    network,
  )
  if (answered.status !== 200) throw failureOf(answered)
  const value = jsonOf(answered)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isObject) throw new SyncFailure('bad-answer', 'no JSON object')
  return value
}

function failureOf(answered: Answered): SyncFailure {
  const { status, headers } = answered
  const code = String(fieldsOf(jsonOf(answered))['code'] ?? '')
  const detail = `HTTP ${status} ${code}`.trim()
  if (status === 401) return new SyncFailure('unauthorized', detail)
  // No function of ours answers so: something in between has a limit of its own.
  if (status === 413) return new SyncFailure('request-size', detail)
  if (status === 429 || (status === 503 && headers.has('retry-after')))
    return new SyncFailure('busy', detail, retryAtOf(headers))
  if (status >= 500) return new SyncFailure('server', detail)
  if (code === 'PGRST202') return new SyncFailure('missing', detail)
  // Without a code it is somebody else who refuses: a proxy, or the sign-in page of a network.
  if (code === '') return new SyncFailure('bad-answer', detail)
  return new SyncFailure(status === 403 ? 'forbidden' : 'server', detail)
}
