import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../../scripts/lib/run-command.mjs'
import { SITES } from '../sites.ts'

/** Outside of what is tracked, and kept between runs. */
export const SITES_FOLDER = join(import.meta.dirname, '../../../.linkshot/sites')

export interface SitePage {
  /** 'package@version path' */
  name: string
  path: string
}

/** Fetches the packages that aren't here yet and lists their pages. */
export async function fetchSites(patterns: string[]): Promise<SitePage[]> {
  await mkdir(SITES_FOLDER, { recursive: true })
  const pages: SitePage[] = []
  for (const site of SITES) {
    const folder = site.package.replaceAll('/', '+')
    const wanted = site.pages
      .map((path) => ({ name: `${site.package} ${path}`, path: `/${folder}/package/${path}` }))
      .filter(({ name }) => patterns.length === 0 || patterns.some((each) => name.includes(each)))
    if (wanted.length > 0) await fetchPackage(site.package, join(SITES_FOLDER, folder))
    pages.push(...wanted)
  }
  return pages
}

async function fetchPackage(name: string, folder: string): Promise<void> {
  if (existsSync(folder)) return
  const unfinished = `${folder}.part`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  await run('npm', ['pack', '--silent', name], unfinished)
  const [packed] = (await readdir(unfinished)).filter((each) => each.endsWith('.tgz'))
  await run('tar', ['xzf', packed ?? ''], unfinished)
  await rename(unfinished, folder)
}

async function run(command: string, args: string[], cwd: string): Promise<void> {
  const { code, output } = await runCommand(command, args, { cwd, quiet: true })
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`)
}
