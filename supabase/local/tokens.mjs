import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Claims as a signed text: a JSON Web Token by HMAC-SHA-256, as hosted projects with a shared secret have them. */
export function signToken(claims, secret) {
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${text}.${signatureOf(text, secret)}`
}

/**
 * Reads a signed text.
 * @returns {{ claims?: Record<string, any>, fault?: 'malformed' | 'signature' | 'expired' }}
 */
export function readToken(token, secret, now = Date.now()) {
  const [head, body, signature, ...rest] = token.split('.')
  if (!head || !body || !signature || rest.length > 0) return { fault: 'malformed' }
  if (!isSame(signature, signatureOf(`${head}.${body}`, secret))) return { fault: 'signature' }
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  if (claims.exp && claims.exp * 1000 <= now) return { claims, fault: 'expired' }
  return { claims }
}

/** The keys of a project: a publishable and a secret one, and the older two, which are tokens themselves. */
export function makeKeys(secret) {
  const legacy = (role) => signToken({ iss: 'supabase', role, iat: 1e9, exp: 4e9 }, secret)
  const random = (name) => createHash('sha256').update(`${name} ${secret}`).digest('base64url')
  return {
    publishable: `sb_publishable_${random('publishable').slice(0, 31)}`,
    secret: `sb_secret_${random('secret').slice(0, 31)}`,
    anon: legacy('anon'),
    service: legacy('service_role'),
  }
}

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

const signatureOf = (text, secret) => createHmac('sha256', secret).update(text).digest('base64url')

const isSame = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
