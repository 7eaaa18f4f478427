import { languageTag } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'

/** Ids of links in the order of their titles as a dictionary has them. */
export function byTitle(links: (Link | undefined)[]): number[] {
  const { compare } = new Intl.Collator(languageTag(), { numeric: true })
  return links
    .filter((link) => link !== undefined)
    .sort((a, b) => compare(nameOf(a), nameOf(b)))
    .map(({ id }) => id)
}

const nameOf = ({ title, url }: Link): string => title || url
