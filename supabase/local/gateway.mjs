import { refuse } from './answers.mjs'
import { readToken } from './tokens.mjs'

/** Paths that browsers open themselves, so that nobody could send a key. */
const OPEN = /^\/(?:auth\/v1\/(?:authorize|callback|verify)|provider\/)/

/**
 * What stands before every service: it wants a key of the project.
 * @returns {{ apikey: string, bearer: string }} `bearer` is the token of the caller, or of the key's role
 */
export function passGateway(request, url, keys) {
  const apikey = request.headers.apikey ?? url.searchParams.get('apikey') ?? ''
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  if (OPEN.test(url.pathname)) return { apikey, bearer }
  if (!apikey)
    throw refuse(401, {
      message: 'No API key found in request',
      hint: 'No `apikey` request header or url param was found.',
    })
  const role = roleOf(apikey, keys)
  if (!role)
    throw refuse(401, {
      message: 'Invalid API key',
      hint: 'Double check your Supabase `anon` or `service_role` API key.',
    })
  // The new keys are no tokens; the gateway puts one in their place.
  return { apikey, bearer: bearer === '' || bearer === apikey ? keys[role] : bearer }
}

function roleOf(apikey, keys) {
  if (apikey === keys.publishable || apikey === keys.anon) return 'anon'
  if (apikey === keys.secret || apikey === keys.service) return 'service'
  return undefined
}

/** The claims of a caller's token; `refused` makes an error of what is wrong with it. */
export function claimsOf(bearer, secret, refused) {
  const { claims, fault } = readToken(bearer, secret)
  if (fault || !claims?.role) throw refused(fault ?? 'malformed')
  return claims
}

/** Other origins may ask for everything: who may read what is a matter of tokens. */
export function corsHeaders(request) {
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers':
      'Content-Encoding, Content-Location, Content-Range, Content-Type, Date, Location, Server, Transfer-Encoding, Range-Unit',
    ...(request.method === 'OPTIONS'
      ? {
          'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT',
          'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
          'access-control-max-age': '3600',
        }
      : {}),
  }
}
