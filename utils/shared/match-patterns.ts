import { hostPattern } from './site-pattern.ts'

/**
 * Tells of addresses whether patterns of permissions allow them. Each is looked up by the few patterns it may
 * be allowed by, so that thousands of patterns cost no more than one.
 */
export function matcherOf(patterns: readonly string[]): (url: string) => boolean {
  const given = new Set(patterns)
  if (given.has('<all_urls>')) return () => true
  return (url) => patternsOf(url).some((pattern) => given.has(pattern))
}

/** All patterns that allow an address: by its protocol or any, its host, what that is below of, or every one. */
function patternsOf(url: string): string[] {
  if (hostPattern(url) === '') return []
  const { protocol, hostname, host } = new URL(url)
  const labels = hostname.split('.')
  const above = labels.map((_, index) => `*.${labels.slice(index).join('.')}`)
  // Browsers also keep sites by host and port.
  const hosts = new Set([hostname, host, ...above, '*'])
  return [...hosts].flatMap((each) => [`${protocol}//${each}/*`, `*://${each}/*`])
}
