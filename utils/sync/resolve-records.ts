import { isAlive } from '../record/record.ts'
import type { LocalRecord, ReplicaReader, ReplicaTransaction } from '../record/replica.ts'
import { inPlace, inTransaction, lookAt, type Pass } from './pass.ts'
import { planTags } from './resolve/plan-tags.ts'
import { resolveLinks } from './resolve/resolve-links.ts'
import { mergedInto } from './resolve/survivor.ts'

const AT_ONCE = 500
/** A tag that comes back may take another's place; more than once or twice is a mistake here. */
const MOST_ROUNDS = 10
/** Stands for a stamp that is not taken yet, later than any. */
const SOME_STAMP = 'ffffffffffff-ffff-ffffffff'

/** Edits what clients resolve, as far as it follows from what changed since that was last done. */
export async function resolveRecords(pass: Pass): Promise<void> {
  const { resolved, after } = await lookAt(pass, (reader) => reader.cursor())
  const isNew = await lookAt(pass, (reader) => hasNews(reader, resolved))
  if (isNew) {
    let again = await resolveTags(pass, resolved)
    again = (await resolveChanged(pass, resolved)) || again
    for (let round = 0; again && round < MOST_ROUNDS; round += 1) {
      again = await resolveTags(pass, resolved)
    }
  }
  if (resolved === after) return
  await inPlace(pass, async (place) => {
    await place.setCursor({ ...(await place.cursor()), resolved: after })
  })
}

/** Tags that are unsent may be left from a pass that was killed in the middle of this. */
async function hasNews(reader: ReplicaReader, resolved: number): Promise<boolean> {
  const { last } = await reader.newsSince(resolved, 1)
  const [unsent] = await reader.unsent(1)
  return last > resolved || unsent?.record.kind === 'tag'
}

/** @returns whether tags came back */
async function resolveChanged(pass: Pass, resolved: number): Promise<boolean> {
  let last = resolved
  let cameBack = false
  for (;;) {
    const news = await lookAt(pass, (reader) => reader.newsSince(last, AT_ONCE))
    if (news.last === last) return cameBack
    if (news.locals.some(({ record }) => record.kind !== 'tag')) {
      await inTransaction(pass, async (transaction) => {
        // Somebody may have edited one meanwhile.
        const { locals } = await transaction.newsSince(last, AT_ONCE)
        const { held } = await transaction.cursor()
        const records = locals.filter(({ record }) => record.kind !== 'tag')
        if (await resolveLinks(transaction, records, new Set(held))) cameBack = true
      })
    }
    last = news.last
  }
}

/** Puts the tags in order, then links that have one that is gone. @returns whether tags came back */
async function resolveTags(pass: Pass, resolved: number): Promise<boolean> {
  const naming = await inTransaction(pass, async (transaction) => {
    const tags = await orderTags(transaction)
    const byUid = new Map(tags.map((tag) => [tag.record.uid, tag]))
    const gone = tags.filter((tag) => !isAlive(tag.record) && isNews(tag, byUid, resolved))
    return gone.length === 0 ? [] : transaction.linksNaming(gone.map(({ record }) => record.uid))
  })
  let cameBack = false
  for (let at = 0; at < naming.length; at += AT_ONCE) {
    const uids = naming.slice(at, at + AT_ONCE)
    await inTransaction(pass, async (transaction) => {
      const locals = await transaction.getMany('link', uids)
      const { held } = await transaction.cursor()
      if (await resolveLinks(transaction, locals, new Set(held))) cameBack = true
    })
  }
  return cameBack
}

async function orderTags(transaction: ReplicaTransaction): Promise<LocalRecord[]> {
  const tags = await transaction.tags()
  // Nearly always they are in order: no stamp then.
  if (planTags(tags, SOME_STAMP).length === 0) return tags
  const edited = planTags(tags, await transaction.stamp())
  await transaction.putMany(edited)
  const byUid = new Map([...tags, ...edited].map((tag) => [tag.record.uid, tag]))
  return [...byUid.values()]
}

/** Whether something changed about a tag that is gone, or one it was merged into. */
function isNews(tag: LocalRecord, tags: Map<string, LocalRecord>, resolved: number): boolean {
  const seen = new Set<LocalRecord>()
  let at: LocalRecord | undefined = tag
  while (at && !seen.has(at)) {
    if (at.seq > resolved || at.unsent) return true
    seen.add(at)
    at = tags.get(mergedInto(at))
  }
  return false
}
