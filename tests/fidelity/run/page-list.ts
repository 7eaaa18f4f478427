import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { type Declared, readDeclared } from './declared.ts'

const PAGES = join(import.meta.dirname, '../pages')

/** One page of the suite. */
export interface FidelityPage {
  /** 'group/name' */
  name: string
  /** Path at the server. */
  path: string
  declared: Declared
}

/**
 * The pages whose names contain one of the patterns; all without patterns. A file with a second dot in its
 * name (`NAME.headers.json`, `frame.part.html`) is a part of a page, no page.
 */
export function listPages(patterns: string[] = [], folder = PAGES): FidelityPage[] {
  const files = globSync('*/*.*', { cwd: folder }).sort()
  const pages = files.filter((file) => isPage(file, files)).map((file) => pageOf(folder, file))
  const wanted = (name: string) => patterns.some((pattern) => name.includes(pattern))
  const chosen = patterns.length === 0 ? pages : pages.filter(({ name }) => wanted(name))
  const twice = chosen.find(({ name }, at) => chosen.findIndex((each) => each.name === name) !== at)
  if (twice) throw new Error(`two pages are named ${twice.name}`)
  return chosen
}

/** Exactly these. @throws where one is not there, since a test of nothing passes */
export function pagesNamed(names: string[]): FidelityPage[] {
  const all = new Map(listPages(names).map((page) => [page.name, page]))
  return names.map((name) => {
    const page = all.get(name)
    if (!page) throw new Error(`no page is named ${name}`)
    return page
  })
}

const stem = (file: string) => basename(file, extname(file))

function isPage(file: string, files: string[]): boolean {
  if (stem(file).includes('.')) return false
  return extname(file) !== '.json' || !files.some((other) => isSubject(other, file))
}

/** Whether a JSON file beside a page of its name is what is expected of that page. */
const isSubject = (page: string, json: string) =>
  page !== json && dirname(page) === dirname(json) && stem(page) === stem(json)

function pageOf(folder: string, file: string): FidelityPage {
  const name = file.slice(0, -extname(file).length)
  try {
    return { name, path: `/pages/${file}`, declared: readDeclared(textOf(folder, file, name)) }
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`)
  }
}

/** A page that is a JSON file itself has its expectations in `NAME.expect.json`. */
function textOf(folder: string, file: string, name: string): string {
  const beside = [`${name}.expect.json`, `${name}.json`].map((each) => join(folder, each))
  const found = beside.find((each) => each !== join(folder, file) && existsSync(each))
  if (found) return readFileSync(found, 'utf8')
  const page = readFileSync(join(folder, file), 'utf8')
  return /<script[^>]*\bid="?fidelity"?[^>]*>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '{}'
}
