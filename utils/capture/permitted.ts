import { hasAllSites, mayRead } from '../platform/permissions.ts'
import { hostPattern } from '../shared/site-pattern.ts'

/** Tells of each address whether its pages may be read; a host is asked for once. */
export async function permitted(urls: readonly string[]): Promise<(url: string) => boolean> {
  if (await hasAllSites()) return () => true
  const firsts = new Map(urls.map((url) => [hostPattern(url), url]))
  const given = new Set<string>()
  for (const [pattern, url] of firsts) if (await mayRead(url)) given.add(pattern)
  return (url) => given.has(hostPattern(url))
}
