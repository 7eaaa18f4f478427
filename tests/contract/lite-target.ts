import type { Target } from './target.ts'

/** Sentences that @supabase/lite is known not to keep, and why. */
export const LITE_FAULTS: Record<string, string> = {
  'lets other origins ask the auth service': 'names no allowed headers',
  'let other origins send what they need, and read where they are': 'no resumable uploads',
  'let other origins call them': 'answers a preflight of rpc by 404',
  'lists what is in a folder': 'list() returns full names',
  'take a body in parts and say how far they are': 'no resumable uploads',
  'refuse a part at another place': 'no resumable uploads',
  'are refused by 409 for a name that is there': 'no resumable uploads',
  'say 409 and that it exists where somebody else was faster': 'no resumable uploads',
  'are refused in a folder of others': 'no resumable uploads',
  'are refused beyond the limit of a file, before a byte of it is sent': 'no resumable uploads',
}

/** A running @supabase/lite on PGlite with our migrations, as `scripts/contract-lite.mjs` starts one. */
export function liteTarget(): Target {
  const url = process.env['SUPABASE_LITE_URL'] ?? ''
  const key = process.env['SUPABASE_LITE_KEY'] ?? ''
  // It has no way to make a session but this one. The product knows no passwords.
  const password = crypto.randomUUID()

  const post = (path: string, body: object) =>
    fetch(`${url}/auth/v1/${path}`, {
      method: 'POST',
      headers: { apikey: key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const run = crypto.randomUUID().slice(0, 8)

  return {
    url,
    key,
    signIn: async (name) => {
      const who = { email: `${name}-${run}@example.com`, password }
      const made = await post('signup', who)
      const answered = made.ok ? made : await post('token?grant_type=password', who)
      const { user, access_token, refresh_token } = (await answered.json()) as {
        user: { id: string }
        access_token: string
        refresh_token: string
      }
      return { userId: user.id, access: access_token, refresh: refresh_token }
    },
    close: async () => undefined,
  }
}
