import type { Link } from '../../../utils/model/link.ts'

/** The link that most likely stays: that with most versions, else one somebody worked on, else the oldest. */
export function defaultKeeper(links: readonly Link[]): number {
  const worth = ({ versions, starred, note, tags }: Link): number[] => [
    versions,
    starred,
    note === '' ? 0 : 1,
    tags.length,
  ]
  const [best] = links.toSorted((a, b) => {
    const [own, other] = [worth(a), worth(b)]
    const at = own.findIndex((value, index) => value !== other[index])
    return at < 0 ? a.id - b.id : (other[at] ?? 0) - (own[at] ?? 0)
  })
  return best?.id ?? 0
}
