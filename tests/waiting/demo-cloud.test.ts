import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

/** What the demo puts into the folder for temporary files is here, and nothing else. */
let temporary: string
let out: string

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'ls-'))
  // PostgreSQL may run as another user.
  await chmod(temporary, 0o711)
  out = await mkdtemp(join(tmpdir(), 'linkshot-out-'))
})
afterEach(async () => {
  await Promise.all([temporary, out].map((folder) => rm(folder, { recursive: true, force: true })))
})

/** Runs the demo as its user does. */
function runDemo() {
  const child = spawn(process.execPath, ['scripts/demo-cloud.mjs', '--headless', '--out', out], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: temporary },
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, ended, said: () => said }
}

const hasSaid = (child: ChildProcess, what: string) =>
  new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes(what)) resolve()
    })
  })

describe('npm run demo:cloud', () => {
  it('shows in one browser what was kept in the other, and leaves nothing behind', async () => {
    const demo = runDemo()
    expect(await demo.ended, demo.said()).toBe(0)
    expect(demo.said()).toMatch(/A garden of links +\d+\.\d s +\d+\.\d s +\d+\.\d s +\+\d+\.\d kB/)
    expect(demo.said()).toContain('3 links, 3 snapshots')
    const pictures = (await readdir(out)).toSorted()
    const names = ['first', 'page', 'second', 'settings']
    expect(pictures).toEqual(names.map((name) => `cloud-${name}.png`))
    for (const name of pictures) {
      const { width, height } = PNG.sync.read(await readFile(join(out, name)))
      expect([width, height]).toEqual([1280, 800])
    }
    expect(await readdir(temporary)).toEqual([])
  })

  it('leaves nothing behind when it is stopped in the middle', async () => {
    const demo = runDemo()
    await hasSaid(demo.child, 'A project with all migrations')
    demo.child.kill('SIGINT')
    expect(await demo.ended, demo.said()).toBe(130)
    expect(await readdir(temporary)).toEqual([])
  })
})
