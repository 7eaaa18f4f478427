import { matcherOf } from '../shared/match-patterns.ts'
import { browser } from './browser.ts'

/** Tells of each of many addresses whether its pages may be read; the browser is asked once for all of them. */
export async function readableNow(): Promise<(url: string) => boolean> {
  const { origins = [] } = await browser.permissions.getAll()
  return matcherOf(origins)
}
