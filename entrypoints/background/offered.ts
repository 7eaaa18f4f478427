import type { SuggestedLink } from '../../utils/search/suggest/suggested-link.ts'

interface Offered {
  query: string
  links: SuggestedLink[]
}

/** What the address bar offers now. A background that was ended meanwhile opens the newest version. */
let newest: Offered = { query: '', links: [] }

export const rememberOffered = (offered: Offered): void => {
  newest = offered
}

/** What a suggestion opens: the older version that has the words, if it is one, and what is marked there. */
export function chosenBy(content: string): { version: string | undefined; q: string } {
  const { query, links } = newest
  const link = content === query ? undefined : links.find(({ url }) => url === content)
  return { version: link?.older?.uid, q: link ? query : '' }
}
