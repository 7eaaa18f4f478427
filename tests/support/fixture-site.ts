import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answer, type Route, type Site, serve } from './site.ts'

const FOLDER = join(import.meta.dirname, '../fixtures/site')

/** The two sites of the end-to-end tests: pages on one, what they borrow on the other. */
export interface FixtureSites {
  main: Site
  /** Sends no CORS header, so that only granted extensions can read it. */
  other: Site
  close(): Promise<void>
}

export async function serveFixtures(routes: Record<string, Route> = {}): Promise<FixtureSites> {
  const other = await serve(FOLDER, {}, 'localhost')
  const page = async (name: string) => {
    const html = await readFile(join(FOLDER, name), 'utf8')
    return answer('text/html; charset=utf-8', html.replaceAll('{{other}}', other.origin))
  }
  const main = await serve(FOLDER, {
    '/zh.html': await page('zh.html'),
    '/en.html': await page('en.html'),
    ...routes,
  })
  const close = async () => {
    await Promise.all([main.close(), other.close()])
  }
  return { main, other, close }
}
