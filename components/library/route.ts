export const SCOPES = ['all', 'inbox', 'read', 'starred', 'archived', 'trash'] as const
export type Scope = (typeof SCOPES)[number]

export const VIEWS = ['grid', 'list', 'compact'] as const
export type View = (typeof VIEWS)[number]

export const SORTS = ['newest', 'oldest', 'title', 'relevance'] as const
export type Sort = (typeof SORTS)[number]

export const GROUPS = ['', 'day', 'site', 'tag'] as const
export type Group = (typeof GROUPS)[number]

/** Links another page or a menu wants to have added. */
export interface AddRequest {
  /** Addresses, a line each, or any text with some. */
  text: string
  /** The same with marks of links. */
  html?: string
  /** Files with links in them. */
  files?: File[]
  /** Window whose tabs are to be kept, 0 for none. */
  windowId: number
  /** Tab whose page's links are to be listed, 0 for none. */
  tabId: number
}

/** What the library shows; it lives in the address, so that every view can be linked to. */
export interface Route {
  scope: Scope
  /** Words searched for. */
  q: string
  /** Ids of tags whose links are shown: those that are under each of them. */
  tags: number[]
  /** Ids of tags whose links are not shown. */
  not: number[]
  /** Id of the link shown in detail, 0 for none. */
  link: number
  /** '' for the one used last. */
  view: View | ''
  sort: Sort
  /** What the links of a view are grouped by. */
  group: Group
  add?: AddRequest
}

export const HOME: Route = {
  scope: 'all',
  q: '',
  tags: [],
  not: [],
  link: 0,
  view: '',
  sort: 'newest',
  group: '',
}

/** Reads '#/inbox?q=…&tags=12,7&not=3&view=grid' or '#/add?url=…'; anything else is the whole library. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s, 2)
  const values = new URLSearchParams(query)
  return {
    scope: SCOPES.find((scope) => scope === path) ?? 'all',
    q: values.get('q') ?? '',
    // 'tag' is what one tag was called first; such addresses may be among somebody's bookmarks.
    tags: readIds(values.get('tags') ?? values.get('tag')),
    not: readIds(values.get('not')),
    link: Number(values.get('link')) || 0,
    view: VIEWS.find((view) => view === values.get('view')) ?? '',
    sort: SORTS.find((sort) => sort === values.get('sort')) ?? 'newest',
    group: GROUPS.find((group) => group === values.get('group')) ?? '',
    ...(path === 'add' ? { add: parseAdd(values) } : {}),
  }
}

const readIds = (text: string | null): number[] => [
  ...new Set((text ?? '').split(',').flatMap((id) => Number(id) || [])),
]

const parseAdd = (values: URLSearchParams): AddRequest => ({
  text: values.getAll('url').join('\n'),
  windowId: Number(values.get('window')) || 0,
  tabId: Number(values.get('tab')) || 0,
})

/** The address of a view; whatever is at its default is left out. */
export function formatRoute({ scope, q, tags, not, link, view, sort, group }: Route): string {
  const values = new URLSearchParams()
  if (q) values.set('q', q)
  if (sort !== 'newest') values.set('sort', sort)
  if (group) values.set('group', group)
  if (view) values.set('view', view)
  if (link) values.set('link', String(link))
  const ids = [
    ...(tags.length > 0 ? [`tags=${tags.join()}`] : []),
    ...(not.length > 0 ? [`not=${not.join()}`] : []),
  ]
  // Apart from the rest, whose commas would be escaped.
  const query = [...ids, values.toString()].filter((part) => part !== '').join('&')
  return `#/${scope}${query ? `?${query}` : ''}`
}

/** The same for all routes that show the same links in the same way, so that place and selection hold. */
export const shelfKey = ({
  scope,
  q,
  tags,
  not,
  sort,
  group,
}: Pick<Route, 'scope' | 'q' | 'tags' | 'not' | 'sort' | 'group'>): string =>
  [scope, tags, not, sort, group, q].join(' ')
