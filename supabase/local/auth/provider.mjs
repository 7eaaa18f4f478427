import { readBody, redirect } from '../answers.mjs'
import { readToken, signToken } from '../tokens.mjs'
import { signInPage } from './sign-in-page.mjs'

const PATH = '/provider/authorize'

/** The provider's own two requests: its page, and what somebody chose there. */
export async function answerProvider({ pool, secret, providers }, request, url) {
  if (request.method !== 'POST') {
    const state = url.searchParams.get('state') ?? ''
    const provider = readToken(state, secret).claims?.provider ?? providers[0]
    const { rows } = await pool.query(
      'select name from stand_in.accounts where provider = $1 order by name limit 20',
      [provider],
    )
    const page = signInPage({ provider, state, names: rows.map(({ name }) => name), path: PATH })
    return { status: 200, body: page, headers: { 'content-type': 'text/html; charset=utf-8' } }
  }
  const form = new URLSearchParams((await readBody(request, 1e5))?.toString())
  const back = new URL('/auth/v1/callback', url)
  back.searchParams.set('state', form.get('state') ?? '')
  if (form.has('deny')) {
    back.searchParams.set('error', 'access_denied')
    back.searchParams.set('error_description', 'The user has denied access')
  } else {
    const name = (form.get('name') || form.get('typed') || 'somebody').slice(0, 40)
    const exp = Math.floor(Date.now() / 1000) + 60
    back.searchParams.set('code', signToken({ name, exp }, secret))
  }
  return redirect(back.href)
}
