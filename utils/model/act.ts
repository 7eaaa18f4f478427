export const ACT_KINDS = [
  'keep',
  'add-link',
  'edit-link',
  'tag-link',
  'trash',
  'restore',
  'delete',
  'create-tag',
  'rename-tag',
  'colour-tag',
  'move-tag',
  'merge-tags',
  'delete-tags',
  'import',
  'merge-links',
  'drop-versions',
] as const
export type ActKind = (typeof ACT_KINDS)[number]

/**
 * A row before and after an act; undefined where it did not exist. Of a row that was changed only the
 * fields that differ are held (and a snapshot's `linkId`), so that an act on 10,000 links stays small.
 */
export interface RowChange {
  table: 'links' | 'snapshots' | 'tags'
  key: number | string
  before: unknown
  after: unknown
}

/** One act of the user, undone by putting back what `changes` held before. */
export interface Act {
  id: string
  kind: ActKind
  at: number
  undone: 0 | 1
  /** What it was done to, such as a tag's name; for lists of what was done. */
  label?: string
  /** The act this one followed from, as the keeping of a page from the adding of its link: undone with it. */
  of?: string
  changes: RowChange[]
}

/**
 * What is in the way of undoing an act: it was undone, what it changed was changed again or is gone, an address or a
 * name was taken since, or a link it added got another version.
 */
export type Obstacle = 'undone' | 'changed' | 'gone' | 'taken' | 'kept'
