/** Tables whose rows are records, by the kind of these. */
export const TRACKED = {
  links: 'link',
  snapshots: 'snapshot',
  tags: 'tag',
  settings: 'setting',
} as const
export type TrackedTable = keyof typeof TRACKED

export const isTracked = (name: string): name is TrackedTable => name in TRACKED

/**
 * One place for what is done at changes, so that the database has one of them at a time: `refuseChanges`, or
 * `trackChanges` in its stead.
 */
export const AT_CHANGES = { stack: 'dbcore', name: 'at changes' } as const
