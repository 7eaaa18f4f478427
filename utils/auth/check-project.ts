import type { ProjectAnswer, ProjectReason } from '../model/cloud.ts'
import { isSyncFailure } from '../model/sync-failure.ts'
import { type Answered, ask, fieldsOf, jsonOf, NETWORK } from './ask.ts'
import { type Project, parseProject } from './parse-project.ts'

/** `ok` comes with the project as it is to be stored: its address made plain, its key without spaces. */
export type ProjectCheck =
  | (Extract<ProjectAnswer, { ok: true }> & Project)
  | Extract<ProjectAnswer, { ok: false }>

/** Settings of a project with some thirty providers are 1 kB. */
const MOST_BYTES = 256 * 1024
const ANSWER_MS = 15_000

/** Ways to sign in that the settings name beside the providers of OAuth. */
const NO_OAUTH = new Set([
  'email',
  'phone',
  'anonymous_users',
  'saml',
  'web3',
  'web3_ethereum',
  'web3_solana',
])

/**
 * Says whether a library can be synced with a project, and if not, the first thing that is in the way.
 * @param protocol the version of the sync protocol that this extension speaks
 */
export async function checkProject(
  address: string,
  key: string,
  protocol: number,
  network = NETWORK,
): Promise<ProjectCheck> {
  const project = parseProject(address, key)
  if (typeof project === 'string') return refused(project)
  try {
    const settings = await readSettings(project, network)
    if ('reason' in settings) return settings
    const fault = await findMigrationFault(project, protocol, network)
    if (fault) return fault
    if (settings.providers.length === 0) return refused('no-providers')
    return { ok: true, ...project, ...settings }
  } catch (error) {
    return refused(networkReason(error), String(error))
  }
}

const refused = (reason: ProjectReason, detail = '') => ({ ok: false as const, reason, detail })

function networkReason(error: unknown): ProjectReason {
  if (!isSyncFailure(error)) throw error
  const { reason } = error
  return reason === 'offline' || reason === 'unreachable' || reason === 'timeout'
    ? reason
    : 'not-supabase'
}

/** What a project lets people sign in with. */
export async function readSettings({ url, key }: Project, network = NETWORK) {
  const answered = await ask(
    `${url}/auth/v1/settings`,
    { headers: { apikey: key }, mostBytes: MOST_BYTES, answerMs: ANSWER_MS },
    network,
  )
  const reason = statusReason(answered)
  if (reason) return refused(reason, `HTTP ${answered.status}`)
  const { external, disable_signup: closed } = fieldsOf(jsonOf(answered))
  if (external === undefined) return refused('not-supabase', 'no settings')
  return { providers: providersOf(fieldsOf(external)), signUps: closed !== true }
}

/** In the order of the settings, which is the alphabet's. */
const providersOf = (external: Record<string, unknown>): string[] =>
  Object.keys(external).filter(
    (name) => external[name] === true && !NO_OAUTH.has(name) && /^[a-z][a-z\d_]{1,39}$/.test(name),
  )

function statusReason(answered: Answered): ProjectReason | undefined {
  const { status } = answered
  if (status === 200) return undefined
  if (status === 540) return 'paused'
  const told = fieldsOf(jsonOf(answered))
  if (status === 401 || status === 403) return told['message'] ? 'wrong-key' : 'not-supabase'
  return status >= 500 || status === 429 ? 'server' : 'not-supabase'
}

/** Asks for the function that pulls, without a session: what refuses it tells whether it is there. */
async function findMigrationFault({ url, key }: Project, protocol: number, network = NETWORK) {
  const answered = await ask(
    `${url}/rest/v1/rpc/sync_pull`,
    {
      method: 'POST',
      headers: { apikey: key, 'content-type': 'application/json' },
      body: JSON.stringify({ protocol, epoch: '', after: 0, most: 1, purged: 0 }),
      mostBytes: MOST_BYTES,
      answerMs: ANSWER_MS,
    },
    network,
  )
  const told = fieldsOf(jsonOf(answered))
  if (told['code'] === 'PGRST202') return migrationFault(told)
  if (told['error'] === 'protocol') return protocolFault(told, protocol)
  // Nobody may pull without a session, which is how it should be.
  const known = answered.status === 200 || typeof told['code'] === 'string'
  if (known) return undefined
  return refused(answered.status >= 500 ? 'server' : 'not-supabase', `HTTP ${answered.status}`)
}

/** A function of that name with other arguments is one of another version. */
function migrationFault({ hint }: Record<string, unknown>) {
  return refused(/sync_pull/.test(String(hint)) ? 'migrations-old' : 'migrations-missing')
}

function protocolFault({ least }: Record<string, unknown>, protocol: number) {
  return refused(Number(least) > protocol ? 'too-new' : 'migrations-old')
}
