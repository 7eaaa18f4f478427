import { statusRow } from './sync-queries.ts'

/** How far freeing space is, in bytes; undefined where it is not under way. */
export const freeingNow = async (): Promise<{ done: number; total: number } | undefined> =>
  (await statusRow())?.freeing
