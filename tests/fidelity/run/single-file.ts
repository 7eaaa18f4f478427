import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../../scripts/lib/run-command.mjs'
import { CHROMIUM } from '../../support/extension.ts'
import type { Size } from './subject.ts'

/** A page that takes longer is one it can't save. */
const LIMIT = 20_000
/** It stops answering at some pages, and with it ends what was asked for together. */
const TOGETHER = 10
/** Three are saved at a time, most in a second. */
const EACH = 3000

/**
 * Has single-file-cli (AGPL, so only ever run, and never part of this project) save addresses with its own
 * settings. It loads the pages by itself: what a reader does on them first is not done. Pages it did not save
 * with others are tried once more alone.
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
  for (let from = 0; from < urls.length; from += TOGETHER)
    await run(command, urls.slice(from, from + TOGETHER), folder, size)
  for (const url of urls) if (!existsSync(fileOf(url, out))) await run(command, [url], folder, size)
  const saved = new Map<string, Buffer>()
  for (const url of urls) {
    const file = fileOf(url, out)
    if (existsSync(file)) saved.set(new URL(url).pathname, await readFile(file))
  }
  return saved
}

const fileOf = (url: string, out: string): string =>
  join(out, new URL(url).pathname.replaceAll('/', '_'))

async function run(command: string, urls: string[], folder: string, size: Size): Promise<void> {
  const list = join(folder, 'single-file.txt')
  await writeFile(list, urls.join('\n'))
  const sandbox = process.getuid?.() === 0 ? ['--browser-arg=--no-sandbox'] : []
  const args = [
    ...['--browser-executable-path', CHROMIUM, ...sandbox, '--browser-arg=--hide-scrollbars'],
    ...['--browser-width', String(size.width), '--browser-height', String(size.height)],
    ...['--browser-load-max-time', String(LIMIT), '--browser-capture-max-time', String(LIMIT)],
    ...['--urls-file', list, '--output-directory', join(folder, 'single-file')],
    ...['--max-parallel-workers', '3', '--filename-template', '{url-pathname-flat}'],
  ]
  await runCommand(command, args, { quiet: true, limit: LIMIT + urls.length * EACH })
}

/** Where it is: named with `--peers PATH`, in the environment, or in the peers' folder of bench/. */
export function findSingleFile(named: string): string | undefined {
  const places = [named, process.env['LINKSHOT_SINGLE_FILE'] ?? '', 'bench/node_modules']
  const inside = ['', 'single-file', '.bin/single-file', 'node_modules/.bin/single-file']
  const paths = places.filter(Boolean).flatMap((place) => inside.map((each) => join(place, each)))
  return paths.find((path) => /single-file[^/]*$/.test(path) && existsSync(path))
}
