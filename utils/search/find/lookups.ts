import { askAnew, type Keep, keepAnswers } from '../../db/keep-answers.ts'
import { allTags } from '../../db/queries.ts'
import {
  everyLinkId,
  idsBroken,
  idsHolding,
  idsInState,
  idsWithStar,
  idsWithTag,
} from '../../db/search-queries.ts'
import type { LinkState } from '../../model/link.ts'
import { type IdSet, type Ids, idsOf, listed } from './id-set.ts'
import { namesOfTags, type TagNames } from './tag-names.ts'

/** What searches look up besides words. */
export interface Lookups {
  tagNames(): Promise<TagNames>
  broken(): Promise<ReadonlySet<number>>
  starred(): Promise<IdSet>
  inState(state: LinkState): Promise<IdSet>
  /** Links that hold one of these tags. */
  holding(tags: readonly number[]): Promise<IdSet>
  withTag(): Promise<IdSet>
  everyId(): Promise<Ids>
}

/** Asks the database, or for what was asked before `keep`. */
export function lookups(keep: Keep = askAnew): Lookups {
  const ids = (question: string, read: () => Promise<readonly number[]>) =>
    keep(question, async () => listed(idsOf(await read())))
  return {
    tagNames: () => keep('tags', async () => namesOfTags(await allTags())),
    broken: () => keep('broken', async () => new Set(await idsBroken())),
    starred: () => ids('starred', idsWithStar),
    inState: (state) => ids(state, () => idsInState(state)),
    holding: (tags) => ids(`tags ${tags.join(' ')}`, () => idsHolding(tags)),
    withTag: () => ids('with tag', idsWithTag),
    everyId: async () => (await ids('all', everyLinkId)).ids,
  }
}

/** For a page that is open: it asks once, and again after a change. */
export const keptLookups = (): Lookups => lookups(keepAnswers(['links', 'tags', 'jobs']))
