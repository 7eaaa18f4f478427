import type { Wanted } from '../model/frame-capture.ts'
import type { ReferrerRule } from '../platform/referrer-rules.ts'

/**
 * One rule for each Referer the bodies are to be asked for with: the page's address for its own site, its
 * origin for others. A host that is asked with two gets the first.
 */
export function referrersOf(bodies: readonly Pick<Wanted, 'url' | 'referrer'>[]): ReferrerRule[] {
  const known = new Map<string, string>()
  for (const { url, referrer } of bodies) {
    const { hostname } = new URL(url)
    if (referrer && !known.has(hostname)) known.set(hostname, referrer)
  }
  const hosts = Map.groupBy(known.keys(), (host) => known.get(host) ?? '')
  return [...hosts].map(([referrer, named]) => ({ referrer, hosts: named }))
}
