import { readJson, refuse } from './answers.mjs'
import { asCaller } from './database.mjs'
import { claimsOf } from './gateway.mjs'

/**
 * `POST /rest/v1/rpc/NAME` as PostgREST answers it: the body's fields are the function's arguments by name.
 * @returns {Promise<import('./answers.mjs').Answer>}
 */
export async function callFunction({ pool, secret }, request, name, bearer) {
  const claims = claimsOf(bearer, secret, badToken)
  const args = await readJson(request)
  if (args === undefined || args === null || typeof args !== 'object')
    throw refuse(400, shape('PGRST102', 'Empty or invalid json'))
  try {
    return await asCaller(pool, claims, async (client) => {
      const found = await findFunction(client, name, Object.keys(args))
      return found ? call(client, found, args) : notFound(name, Object.keys(args))
    })
  } catch (error) {
    if (error.answer || !error.code) throw error
    throw refuse(statusOf(error.code, claims.role), {
      code: error.code,
      details: error.detail ?? null,
      hint: error.hint ?? null,
      message: error.message,
    })
  }
}

const shape = (code, message, details = null, hint = null) => ({ code, details, hint, message })

function badToken(fault) {
  const [code, message] = {
    expired: ['PGRST303', 'JWT expired'],
    signature: ['PGRST301', 'No suitable key or wrong key type'],
    malformed: ['PGRST301', 'Expected 3 parts in JWT; got 1'],
  }[fault]
  return refuse(401, shape(code, message), { 'www-authenticate': `Bearer error="invalid_token"` })
}

/** The overload whose arguments have these names, all others having defaults. */
async function findFunction(client, name, given) {
  const { rows } = await client.query(
    `select coalesce(p.proargnames, '{}') as names, p.pronargs as count, p.pronargdefaults as defaults,
        p.proretset as many, p.prorettype = 'void'::regtype as nothing,
        array(select format_type(t, null) from unnest(p.proargtypes) t) as types
      from pg_proc p where p.proname = $1 and p.pronamespace = 'public'::regnamespace`,
    [name],
  )
  const fits = rows.find(({ names, count, defaults }) => {
    const inputs = names.slice(0, count)
    const needed = inputs.slice(0, count - defaults)
    return (
      needed.every((each) => given.includes(each)) && given.every((each) => inputs.includes(each))
    )
  })
  return fits && { ...fits, name }
}

async function call(client, { name, names, types, many, nothing }, args) {
  const quote = (text) => `"${text.replaceAll('"', '""')}"`
  const used = Object.keys(args)
  const columns = used.map((each) => `${quote(each)} ${types[names.indexOf(each)]}`)
  const passed = used.map((each) => `${quote(each)} := a.${quote(each)}`)
  // Values are cast by their declared types, so that a JSON array becomes a text[] and an object a jsonb.
  const from =
    used.length > 0 ? `json_to_record($1::json) as a(${columns.join(', ')})` : '(select $1) as a'
  const made = `public.${quote(name)}(${passed.join(', ')})`
  const text = many
    ? `select coalesce(json_agg(r), '[]') as value from ${from}, lateral ${made} as r`
    : `select to_json(${made}) as value from ${from}`
  if (nothing) {
    await client.query(`select ${made} from ${from}`, [JSON.stringify(args)])
    return { status: 204 }
  }
  const { rows } = await client.query(text, [JSON.stringify(args)])
  return { status: 200, body: rows[0]?.value ?? null }
}

function notFound(name, given) {
  const full = `public.${name}`
  const what =
    given.length > 0
      ? `with parameter${given.length > 1 ? 's' : ''} ${given.join(', ')}`
      : 'without parameters'
  throw refuse(
    404,
    shape(
      'PGRST202',
      `Could not find the function ${full}(${given.join(', ')}) in the schema cache`,
      `Searched for the function ${full} ${what}, but no matches were found in the schema cache.`,
    ),
  )
}

/** HTTP statuses of PostgreSQL's errors, by PostgREST's table. */
function statusOf(code, role) {
  if (code === '42501') return role === 'anon' ? 401 : 403
  if (code === '42883' || code === '42P01') return 404
  if (code === '23503' || code === '23505') return 409
  if (code === '25006') return 405
  if (code === '57P01' || /^(?:08|53)/.test(code)) return 503
  if (/^(?:09|25|2D|38|39|3B|40|54|55|57|58|F0|HV|XX)/.test(code)) return 500
  if (/^(?:0L|0P|28)/.test(code)) return 403
  if (/^PT\d{3}$/.test(code)) return Number(code.slice(2))
  return 400
}
