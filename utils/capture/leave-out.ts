import type { MostBytes } from '../model/capture-options.ts'
import type { Missing } from '../model/snapshot.ts'
import type { JoinedPage } from '../snapshot/join-frames.ts'

/** A page without what its owner's rules leave out; each such part is listed as missing instead. */
export function leaveOut(page: JoinedPage, most: MostBytes = {}): JoinedPage {
  const limit = ({ kind }: Pick<Missing, 'kind'>) => most[kind] ?? Infinity
  const fits = (part: JoinedPage['own'][number]) => limit(part) > 0 && part.body.size <= limit(part)
  const left = [
    ...page.own.filter((part) => !fits(part)),
    ...page.wanted.filter((part) => limit(part) === 0),
  ]
  return {
    ...page,
    own: page.own.filter(fits),
    wanted: page.wanted.filter((part) => limit(part) > 0),
    missing: [
      ...page.missing.map((part) => (limit(part) === 0 ? byRule(part) : part)),
      ...left.map(byRule),
    ],
  }
}

const byRule = ({ kind, url }: Pick<Missing, 'kind' | 'url'>): Missing => ({
  kind,
  url,
  reason: 'by-rule',
})
