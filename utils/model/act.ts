export const ACT_KINDS = [
  'keep',
  'add-link',
  'edit-link',
  'tag-link',
  'trash',
  'restore',
  'delete',
] as const
export type ActKind = (typeof ACT_KINDS)[number]

/** A row before and after an act; undefined where it did not exist. */
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
  changes: RowChange[]
}
