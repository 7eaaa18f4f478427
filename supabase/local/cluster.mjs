import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPostgres } from './find-postgres.mjs'

/** As on hosted projects, where `postgres` is no superuser. */
export const SUPERUSER = 'supabase_admin'

/** What a cluster that is thrown away needs no promise of. */
const FORGETFUL = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
const SETTINGS = ['max_connections=100', 'wal_level=minimal', 'max_wal_senders=0', 'timezone=UTC']

/** Long enough for a busy machine. */
const START_MS = 60_000

/**
 * Makes and starts a cluster of its own in a temporary folder, on a socket in it and on a free port of
 * the loopback address.
 * @param {{ durable?: boolean, settings?: string[] }} [options] `durable` writes as a server has to
 */
export async function startCluster({ durable = false, settings = [] } = {}) {
  const programs = findPostgres()
  if (!programs)
    throw new Error('PostgreSQL 15 or later was not found (Debian: apt-get install postgresql)')
  const owner = ownerOfFiles()
  const folder = mkdtempSync(join(tmpdir(), 'linkshot-postgres-'))
  const password = randomBytes(18).toString('base64url')
  try {
    initialise(programs, folder, owner, password)
    const port = await freePort()
    const all = [...SETTINGS, ...(durable ? [] : FORGETFUL), ...settings]
    const server = launch(programs, folder, owner, port, all)
    await server.ready
    return { folder, port, password, pid: server.pid, stop: server.stop }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** PostgreSQL refuses to run as root: another user's ids then, of one that is everywhere. */
function ownerOfFiles() {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => idOf(flag, name))
    if (uid !== undefined && gid !== undefined) return { uid, gid }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody')
}

function idOf(flag, name) {
  try {
    return Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    return undefined
  }
}

function initialise(programs, folder, owner, password) {
  const give = (path) => {
    if (owner.uid !== undefined) chownSync(path, owner.uid, owner.gid)
  }
  const secret = join(folder, 'password')
  writeFileSync(secret, password, { mode: 0o600 })
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  chmodSync(folder, 0o700)
  for (const path of [folder, secret, data]) give(path)
  const common = ['-D', data, '-U', SUPERUSER, '-E', 'UTF8', '--pwfile', secret, '--no-sync']
  const auth = ['--auth-local=trust', '--auth-host=scram-sha-256']
  // Hosted sorts text by a language, which ignores hyphens first; whoever forgets that should find out here.
  const icu = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US']
  const initdb = (locale) =>
    execFileSync(join(programs, 'initdb'), [...common, ...auth, ...locale], {
      ...owner,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  try {
    initdb(icu)
  } catch {
    // Built without ICU.
    rmSync(data, { recursive: true, force: true })
    initdb(['--locale=C'])
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

function launch(programs, folder, owner, port, settings) {
  const args = ['-D', join(folder, 'data'), '-p', String(port), '-k', folder, '-h', '127.0.0.1']
  const child = spawn(
    join(programs, 'postgres'),
    [...args, ...settings.flatMap((setting) => ['-c', setting])],
    // A group of its own: Ctrl+C in a terminal must not stop it before the tests that use it.
    { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  )
  let log = ''
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const ready = new Promise((resolve, reject) => {
    const late = setTimeout(() => fail('did not start in time'), START_MS)
    const fail = (why) => {
      clearTimeout(late)
      child.kill('SIGQUIT')
      reject(new Error(`PostgreSQL ${why}:\n${log}`))
    }
    child.once('error', (error) => fail(error.message))
    child.once('exit', () => fail('ended'))
    child.stderr.on('data', (chunk) => {
      // Enough to say what went wrong, without growing for as long as the server runs.
      log = `${log}${chunk}`.slice(-20_000)
      if (!log.includes('ready to accept connections')) return
      clearTimeout(late)
      resolve()
    })
  })
  const guard = guardAgainstDeath(child.pid, folder)
  // A process that just ends leaves nothing behind; "immediately" is the only way without waiting.
  const abandon = () => {
    child.kill('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', abandon)
  const stop = async () => {
    process.off('exit', abandon)
    // Fast: open connections are ended, what was committed is kept.
    if (child.exitCode === null) child.kill('SIGINT')
    await ended
    guard?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return { pid: child.pid, ready, stop }
}

/** What to do when our end of its input closes, which it does however this process ends, also when it is killed. */
const WHEN_ORPHANED =
  'cat >/dev/null; [ -e "$2/data/postmaster.pid" ] && kill -QUIT "$1" && sleep 1; rm -rf "$2"'

/** A server whose starter was killed would run until the machine is switched off. */
function guardAgainstDeath(pid, folder) {
  if (process.platform === 'win32' || !pid) return undefined
  const guard = spawn('sh', ['-c', WHEN_ORPHANED, 'sh', String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Not stopped by Ctrl+C together with us.
    detached: true,
  })
  guard.unref()
  guard.stdin.unref?.()
  return guard
}
