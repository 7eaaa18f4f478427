import type { CloudUse } from '../../model/cloud.ts'
import type { SyncServer } from '../protocol.ts'

/** A server that tells what the account uses of what it may, as answers say it. */
export function noteUse(server: SyncServer, note: (use: CloudUse) => void): SyncServer {
  const seen = <T extends object>(answer: T): T => {
    const use = 'quota' in answer ? readUse(answer.quota) : undefined
    if (use) note(use)
    return answer
  }
  return {
    ...server,
    push: async (...args) => seen(await server.push(...args)),
    pull: async (...args) => seen(await server.pull(...args)),
  }
}

/** @returns undefined for what is no such thing */
function readUse(quota: unknown): CloudUse | undefined {
  const told = (quota ?? {}) as Partial<Record<keyof CloudUse, unknown>>
  const [records, mostRecords, bytes, mostBytes] = [
    told.records,
    told.mostRecords,
    told.bytes,
    told.mostBytes,
  ].map((each) => (typeof each === 'number' && each >= 0 ? each : undefined))
  if (records === undefined || bytes === undefined) return undefined
  return { records, mostRecords: mostRecords ?? 0, bytes, mostBytes: mostBytes ?? 0 }
}
