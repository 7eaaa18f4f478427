import { LINK_STATES } from '../../model/link.ts'
import { db } from '../database.ts'
import { type Columns, flagOf, type HeldTags, placeIn, STARRED, tagNumbers } from './columns.ts'

/** Keys read at a time: whoever else asks the database waits for no more than these. */
const PAGE = 20_000

/** Ids and states of all links from indexes alone, without their tags. */
export async function readColumns(): Promise<Columns> {
  const ids = await readIds()
  const flags = new Uint8Array(ids.length).fill(flagOf('inbox', 0))
  for (const state of LINK_STATES) {
    if (state === 'inbox') continue
    const keys = await readKeys((last) =>
      db.links.where('[state+id]').between([state, last], [state, Infinity], false, true),
    )
    mark(ids, keys, (place) => {
      flags[place] = flagOf(state, 0)
    })
  }
  const starred = await db.links
    .where('[starred+state]')
    .anyOf(LINK_STATES.map((state) => [1, state]))
    .primaryKeys()
  mark(ids, starred, (place) => {
    flags[place] = (flags[place] ?? 0) | STARRED
  })
  return { ids, flags, held: undefined }
}

const readIds = async (): Promise<Float64Array> =>
  Float64Array.from(await readKeys((last) => db.links.where('id').above(last)))

type Range = Pick<ReturnType<typeof db.links.toCollection>, 'limit'>

/** All keys of a range in pages of ascending ids. */
async function readKeys(above: (last: number) => Range): Promise<number[]> {
  const pages: number[][] = []
  for (let last = -Infinity; ; ) {
    const page = await above(last).limit(PAGE).primaryKeys()
    pages.push(page)
    if (page.length < PAGE) return pages.flat()
    last = page.at(-1) ?? Infinity
  }
}

/** Does something at the place of each key that is there; others came meanwhile. */
function mark(ids: Float64Array, keys: number[], at: (place: number) => void): void {
  for (const key of keys) {
    const place = placeIn(ids, key)
    if (ids[place] === key) at(place)
  }
}

/** Tags of links with these ids from the index of tags alone. */
export async function readHeld(ids: Float64Array): Promise<HeldTags> {
  const tagIds = await db.tags.toCollection().primaryKeys()
  const starts = new Uint32Array(ids.length + 1)
  const places: Uint32Array[] = []
  for (const tagId of tagIds) {
    const keys = await db.links.where('tags').equals(tagId).primaryKeys()
    const found: number[] = []
    mark(ids, keys, (place) => found.push(place))
    places.push(Uint32Array.from(found))
    for (const place of found) starts[place + 1] = (starts[place + 1] ?? 0) + 1
  }
  for (let place = 0; place < ids.length; place += 1)
    starts[place + 1] = (starts[place + 1] ?? 0) + (starts[place] ?? 0)
  const tags = tagNumbers(starts[ids.length] ?? 0, Math.max(0, ...tagIds))
  const next = starts.slice()
  for (const [n, tagId] of tagIds.entries())
    for (const place of places[n] ?? []) {
      const at = next[place] ?? 0
      tags[at] = tagId
      next[place] = at + 1
    }
  return { starts, tags }
}
