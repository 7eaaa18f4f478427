import type { Link, Tag } from '../../model/link.ts'

/** A transaction of Dexie's, by the one of the browser below it. */
interface Open {
  idbtrans: IDBTransaction
}

interface Rows {
  links: Link
  tags: Tag
}

interface Indexes {
  links: 'uid' | 'urlKey'
  tags: 'uid'
}

/** Requests under way: what others ask meanwhile waits behind them, whichever tables it is about. */
const AT_ONCE = 32

/**
 * The rows that have one of some keys in a unique index. They are asked for one by one, and of the browser itself: a
 * cursor over many keys takes ten times as long, and Dexie's own way to one row three times.
 */
export function findRows<Name extends keyof Rows>(
  { idbtrans }: Open,
  table: Name,
  index: Indexes[Name],
  keys: readonly string[],
): Promise<Rows[Name][]> {
  const asked = [...new Set(keys)]
  if (asked.length === 0) return Promise.resolve([])
  const source = idbtrans.objectStore(table).index(index)
  return new Promise((resolve, reject) => {
    const found: Rows[Name][] = []
    const rest = asked.values()
    let left = asked.length
    const askNext = () => {
      const { value: key, done } = rest.next()
      if (done) return
      const request: IDBRequest<Rows[Name] | undefined> = source.get(key)
      request.onerror = () => reject(request.error)
      request.onsuccess = () => {
        if (request.result !== undefined) found.push(request.result)
        left -= 1
        if (left === 0) resolve(found)
        else askNext()
      }
    }
    for (let at = 0; at < AT_ONCE; at += 1) askNext()
  })
}
