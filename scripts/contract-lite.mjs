import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { complaint, runMain } from './lib/complaint.mjs'
import { say } from './lib/log.mjs'
import { ensureTools } from './lib/modern-node.mjs'
import { ROOT } from './lib/paths.mjs'
import { runCommand, toolEnv } from './lib/run-command.mjs'

/** The contract suite on @supabase/lite, which is installed for this run only: it is 150 MB. */
const LITE = '@supabase/lite@0.10.0'
const ENV = { LITE_TELEMETRY: '0', DO_NOT_TRACK: '1', EXPERIMENTAL_STORAGE: '1' }
const START_MS = 60_000

/** It would refuse as a disabled one whoever asks which providers there are. */
const PROVIDER = '\n[auth.external.github]\nenabled = true\nclient_id = "none"\nsecret = "none"\n'

async function run(folder, command, args) {
  const { code, output } = await runCommand(command, args, {
    cwd: folder,
    env: toolEnv(ENV),
    quiet: true,
  })
  if (code !== 0) throw complaint(`${command} ${args.join(' ')}:\n${output.trim()}`)
}

const lite = (folder) => join(folder, 'node_modules', '.bin', 'lite')

async function prepare(folder, port) {
  say(`Installing ${LITE} in ${folder}`)
  await run(folder, 'npm', ['install', '--no-save', '--prefix', folder, LITE])
  await run(folder, lite(folder), ['init', '--pglite'])
  const config = join(folder, 'supabase', 'config.toml')
  const text = readFileSync(config, 'utf8').replace(/^port = \d+$/m, `port = ${port}`)
  writeFileSync(config, text + PROVIDER)
  const migrations = join(folder, 'supabase', 'migrations')
  cpSync(join(ROOT, 'supabase', 'migrations'), migrations, { recursive: true })
  await run(folder, lite(folder), ['migration', 'up'])
  return { url: `http://127.0.0.1:${port}`, key: readKey(folder) }
}

function readKey(folder) {
  const text = readFileSync(join(folder, '.env'), 'utf8')
  return /^SUPABASE_PUBLISHABLE_KEY=(\S+)/m.exec(text)?.[1] ?? ''
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

/** Starts it and waits until it answers. */
async function start(folder, { url, key }) {
  const child = spawn(lite(folder), ['start', '--no-admin'], {
    cwd: folder,
    env: toolEnv(ENV),
    stdio: 'ignore',
  })
  for (const late = Date.now() + START_MS; Date.now() < late; ) {
    const headers = { apikey: key }
    const up = await fetch(`${url}/auth/v1/settings`, { headers }).catch(() => undefined)
    if (up?.ok) return child
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  child.kill()
  throw complaint(`${LITE} did not start within ${START_MS / 1000} s`)
}

await runMain(async () => {
  await ensureTools()
  const folder = mkdtempSync(join(tmpdir(), 'linkshot-lite-'))
  let child
  try {
    const project = await prepare(folder, await freePort())
    child = await start(folder, project)
    const env = toolEnv({ SUPABASE_LITE_URL: project.url, SUPABASE_LITE_KEY: project.key })
    const { code } = await runCommand('vitest', ['run', '--project', 'contract'], { env })
    return code
  } finally {
    child?.kill()
    rmSync(folder, { recursive: true, force: true })
  }
})
