import { twinKeyOf } from '../links/twin-key.ts'
import { KEY_RULES } from '../links/url-key.ts'
import type { Link } from '../model/link.ts'
import { db } from './database.ts'
import { ownKey, similarKeysOf } from './link-keys.ts'

/** How far the keys of links were made by which rules; no setting, and in no export. */
interface Rekeyed {
  rules: number
  /** The last link whose keys are right, or that all are. */
  upTo: number | 'all'
}

const ROW = 'keyRules'

/** Links of one transaction: others can read and write between two. */
const PAGE = 500

/**
 * Makes the keys of all links by the rules of today, where they were made by others. It goes on where it
 * was stopped. Whoever looks for a link by its key in order to write waits for it; nothing else does.
 */
export async function rekeyLinks(): Promise<void> {
  while (!(await rekeyPage())) {}
}

/** Says that all keys are those of today. Call it in the transaction that made them. */
export async function noteRekeyed(): Promise<void> {
  const value: Rekeyed = { rules: KEY_RULES, upTo: 'all' }
  await db.settings.put({ key: ROW, value })
}

/** @returns whether it was the last page */
async function rekeyPage(): Promise<boolean> {
  if ((await reached()) === 'all') return true
  return db.transaction('rw', db.links, db.settings, async () => {
    // Another context may have come further meanwhile.
    const from = await reached()
    if (from === 'all') return true
    const page = await db.links.where('id').above(from).limit(PAGE).toArray()
    const rows = await withKeysOfNow(page)
    await db.links.bulkPut(rows.filter((row, index) => !sameKeys(row, page[index])))
    for (const row of rows) if (ownKey(row) !== row.urlKey) await moveKey(row.id)
    const last = page.at(-1)
    if (last && page.length === PAGE) {
      await db.settings.put({ key: ROW, value: { rules: KEY_RULES, upTo: last.id } })
      return false
    }
    // Of a library without a link nothing is noted: it stays empty.
    if (last || from > 0) await noteRekeyed()
    return true
  })
}

async function reached(): Promise<Rekeyed['upTo']> {
  const { rules, upTo } = ((await db.settings.get(ROW))?.value ?? {}) as Partial<Rekeyed>
  return rules === KEY_RULES && upTo !== undefined ? upTo : -1
}

/** Most keys are free, or right already: these need no look at single rows, which are dear. */
async function withKeysOfNow(page: Link[]): Promise<Link[]> {
  const moving = page.filter((link) => ownKey(link) !== link.urlKey).map(ownKey)
  const taken = new Set((await db.links.where('urlKey').anyOf(moving).keys()) as string[])
  return page.map((link) => {
    const key = ownKey(link)
    const isFree = key !== link.urlKey && !taken.has(key)
    if (isFree) taken.add(key)
    // Links of older libraries have no canonical address.
    const canonical = link.canonical ?? ''
    const similarKeys = similarKeysOf({ url: link.url, canonical })
    return { ...link, urlKey: isFree ? key : link.urlKey, canonical, similarKeys }
  })
}

const sameKeys = (row: Link, old: Link | undefined): boolean =>
  row.urlKey === old?.urlKey &&
  row.canonical === old.canonical &&
  row.similarKeys.join('\n') === old.similarKeys?.join('\n')

/** Gives a link the key of its address. Who has it rightly keeps it; who no longer should makes way. */
async function moveKey(linkId: number): Promise<void> {
  const link = await db.links.get(linkId)
  const key = link && ownKey(link)
  if (!link || key === undefined || link.urlKey === key) return
  const holder: Link | undefined = await db.links.where('urlKey').equals(key).first()
  if (holder !== undefined && ownKey(holder) === key) {
    return setKey(link, twinKeyOf(key, link.uid))
  }
  // Its turn comes, and with it the key it should have.
  if (holder !== undefined) await setKey(holder, twinKeyOf(ownKey(holder), holder.uid))
  await setKey(link, key)
}

async function setKey(link: Link, urlKey: string): Promise<void> {
  if (link.urlKey !== urlKey) await db.links.update(link.id, { urlKey })
}
