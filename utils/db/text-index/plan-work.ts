import { db } from '../database.ts'
import { buildsOf, indexState } from './index-state.ts'
import { planMerge } from './plan-merge.ts'
import { LOG_ROWS } from './read-work.ts'
import type { IndexBuild, IndexLogRow, IndexSegmentRow, IndexStateRow } from './rows.ts'
import { wantedVersions } from './wanted-versions.ts'

/** What the index is and what there is to do, as it was at one moment. */
export interface IndexPlan {
  state: IndexStateRow
  /** The first rows of the log. */
  log: IndexLogRow[]
  /**
   * Where it has the texts of other versions than it is to have. Compared with what is there, not told: the setting may
   * come with an import, and whoever was told may be killed.
   */
  begin: { versions: IndexBuild['versions'] } | undefined
  isMergeWanted: boolean
  /** There are blocks of segments that are no more, or never came to be as a worker was killed. */
  hasOrphans: boolean
}

/** In few transactions: a dozen of them take longer than the words of a page do. */
export async function planWork(): Promise<IndexPlan> {
  const [log, rest] = await Promise.all([db.indexLog.limit(LOG_ROWS).toArray(), planRest()])
  return { log, ...rest }
}

const planRest = (): Promise<Omit<IndexPlan, 'log'>> =>
  db.transaction('r', db.indexState, db.settings, db.indexSegments, db.indexBlocks, async () => {
    const [state, versions, all, [last]] = await Promise.all([
      indexState(),
      wantedVersions(),
      db.indexSegments.toArray(),
      db.indexBlocks.toCollection().reverse().limit(1).primaryKeys(),
    ])
    return {
      state,
      begin: buildsOf(state).at(-1)?.versions === versions ? undefined : { versions },
      isMergeWanted: isMergeWanted(state, all),
      hasOrphans: (state.dropped ?? []).length > 0 || (last?.[0] ?? -1) >= state.segments,
    }
  })

function isMergeWanted(state: IndexStateRow, all: readonly IndexSegmentRow[]): boolean {
  const generations = buildsOf(state).map(({ generation }) => generation)
  if (state.merge || all.some(({ generation }) => !generations.includes(generation))) return true
  return generations.some(
    (own) => planMerge(all.filter(({ generation }) => generation === own)).length > 0,
  )
}
