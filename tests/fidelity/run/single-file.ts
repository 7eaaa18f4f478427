import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../../scripts/lib/run-command.mjs'
import { CHROMIUM } from '../../support/extension.ts'
import type { Size } from './subject.ts'

/** A page that takes longer is one it can't save. */
const LIMIT = 20_000
/** Three are saved at a time, most in a second. */
const EACH = 3000

/**
 * Has single-file-cli (AGPL, so only ever run, and never part of this project) save addresses with its own
 * settings. It loads the pages by itself: what a reader does on them first is not done.
 * @param command path of its executable
 * @returns the saved files by path of their address; pages it did not save are left out
 */
export async function saveWithSingleFile(
  command: string,
  urls: string[],
  folder: string,
  size: Size,
): Promise<Map<string, Buffer>> {
  const out = join(folder, 'single-file')
  await mkdir(out, { recursive: true })
  const list = join(folder, 'single-file.txt')
  await writeFile(list, urls.join('\n'))
  const sandbox = process.getuid?.() === 0 ? ['--browser-arg=--no-sandbox'] : []
  const args = [
    ...['--browser-executable-path', CHROMIUM, ...sandbox, '--browser-arg=--hide-scrollbars'],
    ...['--browser-width', String(size.width), '--browser-height', String(size.height)],
    ...['--browser-load-max-time', String(LIMIT), '--browser-capture-max-time', String(LIMIT)],
    ...['--urls-file', list, '--output-directory', out, '--max-parallel-workers', '3'],
    ...['--filename-template', '{url-pathname-flat}'],
  ]
  // It stops answering at some pages: what it has saved by then is looked at.
  await runCommand(command, args, { quiet: true, limit: 2 * LIMIT + urls.length * EACH })
  const saved = new Map<string, Buffer>()
  for (const path of urls.map((url) => new URL(url).pathname)) {
    const file = join(out, path.replaceAll('/', '_'))
    if (existsSync(file)) saved.set(path, await readFile(file))
  }
  return saved
}

/** Where it is: named with `--peers PATH`, in the environment, or in the peers' folder of bench/. */
export function findSingleFile(named: string): string | undefined {
  const places = [named, process.env['LINKSHOT_SINGLE_FILE'] ?? '', 'bench/node_modules']
  const inside = ['', 'single-file', '.bin/single-file', 'node_modules/.bin/single-file']
  const paths = places.filter(Boolean).flatMap((place) => inside.map((each) => join(place, each)))
  return paths.find((path) => /single-file[^/]*$/.test(path) && existsSync(path))
}
