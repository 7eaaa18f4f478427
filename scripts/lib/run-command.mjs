import { spawn } from 'node:child_process'
import { delimiter } from 'node:path'
import { BIN, ROOT } from './paths.mjs'

/**
 * The environment for tools of ours: the project's own Node 22 first in PATH, as `npm run` does it.
 * Windows spells the variable 'Path', and two spellings side by side would shadow each other.
 */
export function toolEnv(extra = {}, env = process.env) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...env, [key]: `${BIN}${delimiter}${env[key] ?? ''}`, ...extra }
}

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: object, cwd?: string, quiet?: boolean, shell?: boolean, limit?: number }} [options]
 * `quiet` collects the output instead of showing it; `limit` is the longest it may take, in ms
 * @returns {Promise<{ code: number, output: string, ms: number, stopped: boolean }>}
 */
export function runCommand(command, args, options = {}) {
  const { env = process.env, cwd = ROOT, quiet = false } = options
  // npm and the tools in .bin are .cmd files on Windows, which only a shell starts.
  const shell = options.shell ?? process.platform === 'win32'
  const started = performance.now()
  return new Promise((resolve) => {
    const out = quiet ? 'pipe' : 'inherit'
    // No stdin: a tool that asks a question must fail, not wait.
    const child = spawn(command, args, { env, cwd, shell, stdio: ['ignore', out, out] })
    let output = ''
    const collect = (chunk) => {
      output += chunk
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    const stop = stopAfter(child, options.limit)
    const end = (code) => {
      stop.cancel()
      resolve({ code, output, ms: performance.now() - started, stopped: stop.happened() })
    }
    child.on('error', (error) => {
      output += error.message
      end(127)
    })
    child.on('close', (code) => end(code ?? 1))
  })
}

/** Milliseconds a program gets to end its own children before it is killed. */
const GRACE = 10_000

function stopAfter(child, limit) {
  if (!limit) return { cancel: () => {}, happened: () => false }
  let happened = false
  let killer
  const timer = setTimeout(() => {
    happened = true
    child.kill('SIGTERM')
    killer = setTimeout(() => child.kill('SIGKILL'), GRACE)
  }, limit)
  const cancel = () => {
    clearTimeout(timer)
    clearTimeout(killer)
  }
  return { cancel, happened: () => happened }
}
