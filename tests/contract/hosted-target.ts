import type { Target } from './target.ts'

/**
 * Any project with our migrations, by SUPABASE_URL, SUPABASE_KEY (publishable) and SUPABASE_SERVICE_KEY, which makes
 * users and their links for signing in, and removes them at the end.
 */
export function hostedTarget(): Target {
  const url = need('SUPABASE_URL').replace(/\/+$/, '')
  const key = need('SUPABASE_KEY')
  const service = need('SUPABASE_SERVICE_KEY')
  const made = new Set<string>()

  const post = async (path: string, body: object, apikey: string) => {
    const bearer = apikey.startsWith('sb_') ? {} : { authorization: `Bearer ${apikey}` }
    const response = await fetch(`${url}/auth/v1/${path}`, {
      method: 'POST',
      headers: { apikey, ...bearer, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Record<string, never>
  }
  const run = crypto.randomUUID().slice(0, 8)

  return {
    url,
    key,
    signIn: async (name) => {
      const email = `linkshot-contract-${run}-${name}@example.com`
      // Makes the user, too, and sends no mail.
      const { hashed_token: hash } = await post(
        'admin/generate_link',
        { type: 'magiclink', email },
        service,
      )
      const session = await post('verify', { type: 'magiclink', token_hash: hash }, key)
      const { user, access_token: access, refresh_token: refresh } = session
      const { id } = user as unknown as { id: string }
      made.add(id)
      return { userId: id, access: String(access), refresh: String(refresh) }
    },
    close: async () => {
      const headers = { apikey: service, authorization: `Bearer ${service}` }
      for (const id of made)
        await fetch(`${url}/auth/v1/admin/users/${id}`, { method: 'DELETE', headers })
    },
  }
}

function need(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}
