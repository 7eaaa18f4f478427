import type { ProjectReason } from '../model/cloud.ts'

/** Where a Supabase project is, and the key that every browser may know. */
export interface Project {
  /** Origin and folder, without a slash at the end. */
  url: string
  key: string
}

/** What is wrong with how it was typed. */
export type ProjectFault = Extract<
  ProjectReason,
  'bad-address' | 'not-https' | 'bad-key' | 'secret-key'
>

/**
 * A project as it was typed. Its address may be the one of its dashboard, which is what people have in front of
 * them. Keys that may do everything are refused before anything is sent with them.
 */
export function parseProject(address: string, key: string): Project | ProjectFault {
  const url = addressOf(address.trim())
  if (typeof url === 'string') return url
  const fault = keyFault(key.trim())
  if (fault) return fault
  return { url: `${url.origin}${url.pathname}`.replace(/\/+$/, ''), key: key.trim() }
}

const REFERENCE = /^[a-z]{20}$/
const DASHBOARD = /^\/dashboard\/project\/([a-z]{20})(?:\/|$)/

function addressOf(typed: string): URL | ProjectFault {
  if (REFERENCE.test(typed)) return new URL(`https://${typed}.supabase.co`)
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`
  if (typed === '' || /\s/.test(typed) || !URL.canParse(text)) return 'bad-address'
  const url = new URL(text)
  if (url.username || url.password || !/^https?:$/.test(url.protocol)) return 'bad-address'
  if (!url.hostname.includes('.') && !isLoopback(url)) return 'bad-address'
  const reference = /(?:^|\.)supabase\.com$/.test(url.hostname) && DASHBOARD.exec(url.pathname)?.[1]
  if (reference) return new URL(`https://${reference}.supabase.co`)
  // Tokens would be readable on their way.
  if (url.protocol === 'http:' && !isLoopback(url)) return 'not-https'
  // Pasted from an example, with the path of one of the services.
  url.pathname = url.pathname.replace(/\/(?:rest|auth|storage)\/v1\/?$/, '')
  return url
}

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || /^127(?:\.\d+){3}$/.test(hostname) || hostname === '[::1]'

function keyFault(key: string): ProjectFault | undefined {
  if (/^sb_secret_/.test(key)) return 'secret-key'
  if (/^sb_publishable_[\w-]{10,200}$/.test(key)) return undefined
  const role = roleOf(key)
  if (role === 'anon') return undefined
  return role === undefined ? 'bad-key' : 'secret-key'
}

/** The role that an older key, a token, stands for. */
function roleOf(key: string): string | undefined {
  const body = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(key)?.[1]
  try {
    const text = atob((body ?? '').replaceAll('-', '+').replaceAll('_', '/'))
    const role = (JSON.parse(text) as { role?: unknown }).role
    return typeof role === 'string' ? role : undefined
  } catch {
    return undefined
  }
}
