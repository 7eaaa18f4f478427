import { isTwinKey } from '../../links/twin-key.ts'
import { KEY_RULES, urlKeyOrNone } from '../../links/url-key.ts'
import { isAlive, type SyncRecord } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { db } from '../database.ts'
import type { WorkingSet } from './working-set.ts'

/**
 * Other links that live and are the same page beyond doubt: of one address, or of one key by the rules of today
 * that both were made by. What was kept apart on purpose stays apart.
 */
export async function sameAddress(set: WorkingSet, record: SyncRecord): Promise<LocalRecord[]> {
  const key = urlKeyOrNone(String(record.values['url'] ?? ''))
  if (key === '' || isTwinKey(String(record.values['urlKey'] ?? ''))) return []
  const rows = await db.links.where('urlKey').equals(key).toArray()
  const put = [...set.written()].filter(([id]) => id.startsWith('link:'))
  const isSame = ({ values }: SyncRecord) =>
    values['url'] === record.values['url'] ||
    (values['keyRules'] === KEY_RULES && record.values['keyRules'] === KEY_RULES)
  const others = await set.getMany(
    'link',
    rows.map(({ uid }) => uid),
  )
  const inPut = put.flatMap(([, local]) =>
    local && urlKeyOrNone(String(local.record.values['url'] ?? '')) === key ? [local] : [],
  )
  const found = new Map(
    [...others, ...inPut].flatMap((local) => (local ? [[local.record.uid, local]] : [])),
  )
  return [...found.values()].filter(
    ({ record: other }) =>
      other.uid !== record.uid &&
      isAlive(other) &&
      !isTwinKey(String(other.values['urlKey'] ?? '')) &&
      isSame(other),
  )
}
