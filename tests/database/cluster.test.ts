import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const POSTGRES = join(import.meta.dirname, '../../supabase/local/postgres.mjs')

const SCRIPT = `
  const { startPostgres } = await import(${JSON.stringify(POSTGRES)})
  const server = await startPostgres()
  console.log(JSON.stringify({ pid: server.pid, folder: server.config('postgres').host }))
  setInterval(() => {}, 1000)
`

interface Started {
  pid: number
  folder: string
}

function runs({ pid }: Started): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

it('a cluster ends with the process that started it, also when that is killed', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT])
  const started = await new Promise<Started>((resolve, reject) => {
    child.stdout.once('data', (said: Buffer) => resolve(JSON.parse(said.toString())))
    child.once('exit', () => reject(new Error('it did not start')))
  })
  expect(runs(started)).toBe(true)
  child.kill('SIGKILL')
  await expect.poll(() => runs(started), { timeout: 20_000 }).toBe(false)
  await expect.poll(() => existsSync(started.folder), { timeout: 20_000 }).toBe(false)
})
