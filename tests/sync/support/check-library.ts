import { db } from '../../../utils/db/database.ts'
import { SYNCED_SETTINGS } from '../../../utils/model/setting.ts'
import {
  isAlive,
  type Json,
  membersOf,
  recordId,
  type SyncRecord,
  textOf,
} from '../../../utils/record/record.ts'
import { differenceOf, isCursed, type Visible } from './visible.ts'

/** Where the rows of the library are not what these records say, all records of its account. */
export async function checkLibrary(records: readonly SyncRecord[]): Promise<string[]> {
  const faults = differenceOf(await rowsShown(), rowsWanted(records))
  const damage = await brokenRows()
  return [...faults.map((text) => `the library shows something else: ${text}`), ...damage]
}

/** Rows by uids, since ids are the browser's own. */
async function rowsShown(): Promise<Visible> {
  const [links, tags, snapshots, settings] = await Promise.all([
    db.links.toArray(),
    db.tags.toArray(),
    db.snapshots.toArray(),
    db.settings.bulkGet([...SYNCED_SETTINGS]),
  ])
  const tagUids = new Map(tags.map(({ id, uid }) => [id, uid]))
  const linkUids = new Map(links.map(({ id, uid }) => [id, uid]))
  const shown = new Map<string, string>()
  for (const link of links) {
    const { uid, url, canonical, title, lang, note, state, stateBeforeTrash, starred } = link
    const own = link.tags.map((id) => tagUids.get(id) ?? `no tag ${id}`).sort()
    const values = [url, canonical, title, lang, note, state, stateBeforeTrash, starred]
    shown.set(`link:${uid}`, JSON.stringify([...values, own, link.versions, link.latest]))
  }
  for (const { uid, name, parent, colour, order, aliases } of tags) {
    const inside = parent === 0 ? '' : (tagUids.get(parent) ?? 'lost')
    shown.set(`tag:${uid}`, JSON.stringify([name, inside, colour, order, aliases.toSorted()]))
  }
  for (const { uid, linkId, url, title, capturedAt } of snapshots) {
    shown.set(`snapshot:${uid}`, JSON.stringify([linkUids.get(linkId), url, title, capturedAt]))
  }
  for (const row of settings) if (row) shown.set(`setting:${row.key}`, JSON.stringify(row.value))
  return shown
}

function rowsWanted(records: readonly SyncRecord[]): Visible {
  const living = livingOf(records)
  const wanted = new Map<string, string>()
  for (const record of living.values()) {
    const { kind, uid, values } = record
    const of = (...names: string[]): (Json | undefined)[] => names.map((name) => values[name])
    const id = recordId(record)
    if (kind === 'link') {
      const tags = membersOf(record).filter((tag) => living.has(`tag:${tag}`))
      const versions = versionsOf(uid, living)
      const fields = of('url', 'canonical', 'title', 'lang', 'note', 'state', 'before', 'starred')
      const rest = [tags.sort(), versions.length, versions.at(-1) ?? '']
      wanted.set(id, JSON.stringify([...fields, ...rest]))
    }
    if (kind === 'tag') {
      const fields = of('name', 'parent', 'colour', 'order')
      wanted.set(id, JSON.stringify([...fields, membersOf(record).sort()]))
    }
    if (kind === 'snapshot') {
      wanted.set(id, JSON.stringify(of('link', 'url', 'title', 'capturedAt')))
    }
    if (kind === 'setting' && synced.has(uid)) wanted.set(id, JSON.stringify(values['value']))
  }
  return wanted
}

const synced: ReadonlySet<string> = new Set(SYNCED_SETTINGS)

/** Uids of a link's versions, the newest last. */
function versionsOf(link: string, living: ReadonlyMap<string, SyncRecord>): string[] {
  const own = [...living.values()].filter(
    (record) => record.kind === 'snapshot' && textOf(record, 'link') === link,
  )
  const at = ({ values }: SyncRecord) => Number(values['capturedAt'])
  return own.toSorted((a, b) => at(a) - at(b) || (a.uid < b.uid ? -1 : 1)).map(({ uid }) => uid)
}

function livingOf(records: readonly SyncRecord[]): Map<string, SyncRecord> {
  const links = new Map(
    records.filter(({ kind }) => kind === 'link').map((record) => [record.uid, record]),
  )
  const lives = (record: SyncRecord): boolean => {
    if (record.kind !== 'snapshot') return isAlive(record)
    const link = links.get(textOf(record, 'link'))
    const isThere = link !== undefined && isAlive(link)
    return isThere && (isAlive(record) || record.deleted === link.deleted)
  }
  const living = records.filter((record) => !isCursed(record) && lives(record))
  return new Map(living.map((record) => [recordId(record), record]))
}

/** Rows that refer to nothing, or are there twice. */
async function brokenRows(): Promise<string[]> {
  const ids = new Set(await db.links.toCollection().primaryKeys())
  const orphans = await db.snapshots.filter(({ linkId }) => !ids.has(linkId)).toArray()
  const twins = await db.links.filter(({ urlKey }) => urlKey.startsWith('also ')).toArray()
  const rules = new Map<string, Set<string>>()
  for (const { url, urlKey } of await db.links.toArray()) {
    rules.set(url, (rules.get(url) ?? new Set()).add(urlKey))
  }
  const needless = twins.filter(({ url }) => (rules.get(url)?.size ?? 0) < 2)
  return [
    ...orphans.map(({ uid }) => `version ${uid} is of no link`),
    ...needless.map(({ uid }) => `link ${uid} is a twin of none`),
  ]
}
