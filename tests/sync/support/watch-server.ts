import { canonicalJson } from '../../../utils/db/library/canonical-json.ts'
import { recordId, type SyncRecord } from '../../../utils/record/record.ts'
import type { Item } from '../../../utils/sync/protocol.ts'
import { readItem } from '../../../utils/sync/read-item.ts'
import type { TestServer } from './memory-server.ts'

/** A server whose word is remembered, and what it was told: that only ever grows, and a stamp has one value. */
export interface WatchedServer extends TestServer {
  /** Where it went back, and what stamps came with two values. */
  faults: string[]
}

/** Clients heal most of what a server does wrong, so that in the end nothing would be seen of it. */
export function watchServer(server: TestServer, now: () => number): WatchedServer {
  const faults: string[] = []
  let told = new Map<string, SyncRecord>()
  const values = new Map<string, string>()
  const forget = () => {
    told = new Map()
  }

  function remember(raw: unknown): void {
    const item = readItem(raw, now())
    if (!('record' in item)) return
    const id = recordId(item.record)
    const before = told.get(id)
    if (before && goesBack(before, item.record)) faults.push(`the server goes back in ${id}`)
    told.set(id, item.record)
  }

  /** Values of one stamp do not merge: each replica would keep its own. */
  function rememberValues(item: Item): void {
    const set = item.sets.flatMap(([stamp, fields]) =>
      Object.entries(fields).map(([field, value]) => [
        `${recordId(item)} ${field} ${stamp}`,
        value,
      ]),
    )
    for (const [place, value] of set) {
      const text = canonicalJson(value)
      const before = values.get(String(place)) ?? text
      if (before !== text) faults.push(`${place} is of two values: ${before}, ${text}`)
      values.set(String(place), text)
    }
  }

  return {
    ...server,
    faults,
    push(epoch, device, items) {
      items.forEach(rememberValues)
      return server.push(epoch, device, items)
    },
    async pull(...args) {
      const answer = await server.pull(...args)
      if ('items' in answer) answer.items.forEach(remember)
      return answer
    },
    async wipe() {
      forget()
      await server.wipe()
    },
    async purge(deadForMs) {
      forget()
      await server.purge(deadForMs)
    },
  }
}

function goesBack(before: SyncRecord, after: SyncRecord): boolean {
  const isLess = (a: string, b: string | undefined) => (b ?? '') < a
  const fields = Object.entries(before.fields).some(([name, at]) => isLess(at, after.fields[name]))
  const members = Object.entries(before.members).some(
    ([member, [added, removed]]) =>
      isLess(added, after.members[member]?.[0]) || isLess(removed, after.members[member]?.[1]),
  )
  return fields || members || isLess(before.deleted, after.deleted)
}
