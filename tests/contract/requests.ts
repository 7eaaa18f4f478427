import type { Signed, Target } from './target.ts'

/** What a request adds to its path. */
export type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }

/** An answer, read to its end. */
export interface Told {
  status: number
  headers: Headers
  text: string
  json: Record<string, unknown>
}

async function tell(response: Response): Promise<Told> {
  const text = await response.text()
  let json: Record<string, unknown> = {}
  try {
    json = JSON.parse(text) as Record<string, unknown>
  } catch {
    // Not all are.
  }
  return { status: response.status, headers: response.headers, text, json }
}

export const bearer = ({ access }: Pick<Signed, 'access'>) => ({
  authorization: `Bearer ${access}`,
})

/** A request as this extension makes them: with the key, and nothing that browsers add for pages. */
export async function send(
  { url, key }: Pick<Target, 'url' | 'key'>,
  path: string,
  init: Init = {},
): Promise<Told> {
  return tell(
    await fetch(`${url}${path}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
      ...init,
      headers: { apikey: key, ...init.headers },
    }),
  )
}

export const postJson = (
  target: Pick<Target, 'url' | 'key'>,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Told> =>
  send(target, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** The status that is meant where the storage service hides it in an HTTP 400. */
export const meant = ({ status, json }: Told): number =>
  status === 400 && json['statusCode'] ? Number(json['statusCode']) : status

/** The name of an error of the auth service, in its newer form or the older one. */
export const codeOf = ({ json }: Told): unknown => json['error_code'] ?? json['code']

/** What a browser asks before it sends a request of another origin: without a key. */
export async function preflight(
  { url }: Pick<Target, 'url'>,
  path: string,
  method: string,
  headers: readonly string[],
): Promise<Told> {
  return tell(
    await fetch(`${url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
        'access-control-request-method': method,
        'access-control-request-headers': headers.join(','),
      },
    }),
  )
}
