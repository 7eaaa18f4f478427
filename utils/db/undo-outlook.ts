import { plainKeyOf } from '../links/twin-key.ts'
import type { Act, Obstacle, RowChange } from '../model/act.ts'
import type { Link, Tag } from '../model/link.ts'
import { db } from './database.ts'
import { withoutLaterChanges } from './undo-changes.ts'
import { restored } from './undo-fields.ts'

/** More rows than these are not looked at beforehand: undo itself says what is in the way. */
const MOST_LOOKED_AT = 200

/** What is in the way of undoing an act with those that followed from it; nothing is written. */
export async function undoObstacle(entry: Act, followers: Act[]): Promise<Obstacle | undefined> {
  if (entry.undone === 1) return 'undone'
  const open = followers.filter(({ undone }) => undone === 0)
  const changes = withoutLaterChanges([entry, ...open].flatMap(({ changes: each }) => each))
  if (changes.length > MOST_LOOKED_AT) return undefined
  const made = new Set(
    changes.filter(({ table, before }) => table === 'snapshots' && !before).map(({ key }) => key),
  )
  for (const change of changes) {
    const found = await obstacleOf(change, entry.at, made)
    if (found) return found
  }
  return undefined
}

type Found = Promise<Obstacle | undefined>

function obstacleOf(change: RowChange, at: number, made: ReadonlySet<unknown>): Found {
  if (change.before === undefined) return ofMade(change, made)
  return change.after === undefined ? ofRemoved(change, at) : ofChanged(change)
}

/** A link that was added goes, but not with a version somebody kept later. */
async function ofMade({ table, key }: RowChange, made: ReadonlySet<unknown>): Found {
  if (table !== 'links') return undefined
  const versions = await db.snapshots
    .where('[linkId+capturedAt]')
    .between([key, -Infinity], [key, Infinity])
    .primaryKeys()
  return versions.every((uid) => made.has(uid)) ? undefined : 'kept'
}

async function ofRemoved({ table, key, before }: RowChange, at: number): Found {
  if ((await db.table(table).where(':id').equals(key).count()) > 0) return 'taken'
  if (table === 'tags') return isNameTaken(before as Tag)
  return table === 'links' ? isAddressTaken(before as Link, at) : undefined
}

async function ofChanged({ table, key, before, after }: RowChange): Found {
  const now: object | undefined = await db.table(table).get(key)
  if (!now) return 'gone'
  try {
    const row = restored({ ...now }, { ...(before as object) }, { ...(after as object) })
    return table === 'tags' ? isNameTaken(row as unknown as Tag) : undefined
  } catch {
    return 'changed'
  }
}

async function isNameTaken({ id, parent, nameKey }: Tag): Found {
  const holders = await db.tags.where('[parent+nameKey]').equals([parent, nameKey]).primaryKeys()
  return holders.some((each) => each !== id) ? 'taken' : undefined
}

/** An older link of the same address makes it a twin; a younger one keeps the address. */
async function isAddressTaken(link: Link, at: number): Found {
  const holders = await db.links.where('urlKey').equals(plainKeyOf(link.urlKey)).toArray()
  return holders.some(({ createdAt }) => createdAt >= at) ? 'taken' : undefined
}
