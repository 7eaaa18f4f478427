import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { refuse, send } from './answers.mjs'
import { answerAuth } from './auth/answer-auth.mjs'
import { accountOf } from './auth/authorize.mjs'
import { answerProvider } from './auth/provider.mjs'
import { AUTH_SCHEMA } from './auth/schema.mjs'
import { startSession } from './auth/sessions.mjs'
import { openPool } from './database.mjs'
import { applyFault, createFaults } from './faults.mjs'
import { corsHeaders, passGateway } from './gateway.mjs'
import { callFunction } from './rest.mjs'
import { answerObjects } from './storage/objects.mjs'
import { createResumable } from './storage/resumable.mjs'
import { makeKeys } from './tokens.mjs'

/** As free projects have it. */
const FILE_LIMIT = 50 * 1024 * 1024

/**
 * @typedef {object} StandInOptions
 * @property {string | import('pg').PoolConfig} connection of a superuser of a database with scaffold and migrations
 * @property {number} [port] a free one, unless given
 * @property {string[]} [providers] that are enabled
 * @property {string[]} [redirectUrls] the allow list
 * @property {string} [siteUrl] where browsers end that may not go back
 * @property {string} [secret] signs tokens; the same one keeps sessions over a restart
 * @property {number} [tokenSeconds] how long an access token is good
 * @property {number} [reuseSeconds] how long a used refresh token is
 * @property {number} [codeSeconds] how long a code is
 * @property {boolean} [signUps] whether new users may come
 * @property {number} [fileLimit] bytes of one file
 * @property {string} [files] folder of bodies; a temporary one, unless given
 */

/**
 * Starts a stand-in for a Supabase project on loopback: exactly the requests that Linkshot makes, on a real
 * PostgreSQL. For development and tests; it has no passwords, and its keys are no secrets.
 * @param {StandInOptions} options
 */
export async function startStandIn(options) {
  const pool = openPool(options.connection)
  await pool.query(AUTH_SCHEMA)
  const files = options.files ?? mkdtempSync(join(tmpdir(), 'linkshot-bodies-'))
  mkdirSync(join(files, 'unfinished'), { recursive: true })
  const context = {
    providers: ['github', 'google'],
    redirectUrls: [],
    siteUrl: 'http://localhost:3000',
    secret: 'a stand-in on loopback has no secrets',
    tokenSeconds: 3600,
    reuseSeconds: 10,
    fileLimit: FILE_LIMIT,
    ...options,
    pool,
    files,
    url: '',
  }
  const keys = makeKeys(context.secret)
  const faults = createFaults()
  const serve = createAnswers(context, keys)
  const server = createServer((request, response) => {
    void answerRequest(serve, faults, context, request, response)
  })
  context.url = await listen(server, options.port ?? 0)
  return {
    url: context.url,
    keys,
    faults,
    /** May be changed while it runs. */
    settings: context,
    pool,
    /** A session without the detour through the sign-in page. */
    signIn: async (name, provider = context.providers[0]) =>
      startSession(context, (await accountOf(context, provider, name)).user_id),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await pool.end()
      if (!options.files) rmSync(files, { recursive: true, force: true })
    },
  }
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    // Loopback only: whoever reaches it may be anybody.
    server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`))
  })
}

async function answerRequest(serve, faults, context, request, response) {
  const url = new URL(request.url ?? '/', context.url)
  for (const [name, value] of Object.entries(corsHeaders(request))) response.setHeader(name, value)
  try {
    // Browsers ask before they ask, without a key.
    if (request.method === 'OPTIONS') {
      send(response, { status: 204 })
      return
    }
    const fault = faults.take(request.method, url.pathname)
    if (await applyFault(fault, request, response, send)) return
    const answer = await serve(request, response, url)
    if (answer) send(response, answer)
  } catch (error) {
    if (response.headersSent) response.destroy()
    else send(response, error.answer ?? { status: 500, body: { message: String(error.stack) } })
  }
}

/** Which service answers what; the resumable one writes its answers itself. */
function createAnswers(context, keys) {
  const resumable = createResumable(context)
  return async (request, response, url) => {
    const path = url.pathname
    if (path.startsWith('/provider/')) return answerProvider(context, request, url)
    const { bearer } = passGateway(request, url, keys)
    if (path.startsWith('/auth/v1/')) return answerAuth(context, request, url, bearer)
    const name = /^\/rest\/v1\/rpc\/(\w+)$/.exec(path)?.[1]
    if (name && request.method === 'POST') return callFunction(context, request, name, bearer)
    if (path.startsWith('/storage/v1/object/')) return answerObjects(context, request, url, bearer)
    if (/^\/storage\/v1\/upload\/resumable(?:\/|$)/.test(path)) {
      await resumable(request, response, bearer)
      return undefined
    }
    throw refuse(404, { message: 'no Route matched with those values' })
  }
}
