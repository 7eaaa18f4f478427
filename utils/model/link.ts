/** Where a link stands in its owner's reading. */
export const LINK_STATES = ['inbox', 'read', 'archived', 'trash'] as const
export type LinkState = (typeof LINK_STATES)[number]

/** A kept address. Under 1 kB a row: bodies, text and pictures live in tables of their own. */
export interface Link {
  /** Creation time in ms × 1024 + a tie-breaker, so that primary-key order is date order. */
  id: number
  uid: string
  /** The address as it was kept. */
  url: string
  /** Canonical form of `url`, or a key of its own where another link has that; unique in the database. */
  urlKey: string
  /** The address the newest version names as its own, '' if it names none that can be believed. */
  canonical: string
  /** Looser forms of both addresses. Links that have one in common may be one page. Derived. */
  similarKeys: string[]
  title: string
  lang: string
  note: string
  state: LinkState
  /** The state to go back to when taken out of the trash. */
  stateBeforeTrash: LinkState
  starred: 0 | 1
  tags: number[]
  /** Hash of the site's icon in `blobs`, '' if there is none. */
  icon: string
  createdAt: number
  updatedAt: number
  /** Uid of the newest version, '' while the link has none. */
  latest: string
  /** The newest version's `thumb`, so that lists need no snapshot; its picture is under its uid without one. */
  thumb?: string
  versions: number
}

export interface Tag {
  id: number
  uid: string
  /** Without a slash, which stands between the names of a path. */
  name: string
  /** NFKC, case-folded, trimmed name; unique among the tags of one parent. */
  nameKey: string
  /** Id of the tag it is inside of, 0 at the top. */
  parent: number
  /** Name of a colour, '' for the one that follows from the id. */
  colour: string
  /** Paths that mean this tag as well, such as those of tags merged into it. */
  aliases: string[]
  order: number
}
