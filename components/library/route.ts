export const SCOPES = ['all', 'inbox', 'starred', 'archived', 'trash'] as const
export type Scope = (typeof SCOPES)[number]

/** What the library shows; it lives in the address, so that every view can be linked to. */
export interface Route {
  scope: Scope
  /** Words searched for. */
  q: string
  /** Id of the tag filtered by, 0 for none. */
  tag: number
  /** Id of the link shown in detail, 0 for none. */
  link: number
  /** Address to offer for adding, '' for none. */
  add: string
}

export const HOME: Route = { scope: 'all', q: '', tag: 0, link: 0, add: '' }

/** Reads '#/inbox?q=…&tag=12&link=34' or '#/add?url=…'; anything else is the whole library. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const values = new URLSearchParams(query)
  return {
    scope: SCOPES.find((scope) => scope === path) ?? 'all',
    q: values.get('q') ?? '',
    tag: Number(values.get('tag')) || 0,
    link: Number(values.get('link')) || 0,
    add: path === 'add' ? (values.get('url') ?? '') : '',
  }
}

/** The address of a view; whatever is at its default is left out. */
export function formatRoute({ scope, q, tag, link }: Route): string {
  const values = new URLSearchParams()
  if (q) values.set('q', q)
  if (tag) values.set('tag', String(tag))
  if (link) values.set('link', String(link))
  const query = values.toString()
  return `#/${scope}${query ? `?${query}` : ''}`
}
