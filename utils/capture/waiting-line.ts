import { linkJobsByIds, waitingLinkJobs } from '../db/link-turns.ts'
import { hostOf } from '../shared/host-of.ts'

/** Rows read at once to learn their hosts. */
const PAGE = 200

/** The links that wait, as the worker remembers them between two looks into the database. */
export interface WaitingLine {
  /** Reads the line anew at the next call: others were added, moved or came back. */
  forget: () => void
  /** Takes the first link whose host may be opened out of the line. */
  next: (isFree: (host: string) => boolean) => Promise<string | undefined>
}

/**
 * Ten thousand links may wait, most of them for one host: ids are read once, from the index; hosts of links
 * are read in pages, once each, and only as far as somebody looks. Who takes an id from it has to see
 * whether the link still waits.
 */
export function createWaitingLine(): WaitingLine {
  let ids: string[] | undefined
  let hosts = new Map<string, string>()
  const read = async () => {
    ids = await waitingLinkJobs()
    // Of links that are through, or they would add up for as long as the worker lives.
    const known = ids.flatMap((id) => (hosts.has(id) ? [[id, hosts.get(id) ?? ''] as const] : []))
    hosts = new Map(known)
    return ids
  }
  return {
    forget: () => {
      ids = undefined
    },
    next: async (isFree) => {
      const line = ids ?? (await read())
      for (let from = 0; from < line.length; from += PAGE) {
        const page = line.slice(from, from + PAGE)
        await readHosts(page, hosts)
        const index = page.findIndex((id) => isFree(hosts.get(id) ?? ''))
        if (index >= 0) return line.splice(from + index, 1)[0]
      }
      // What was added by whoever forgot to say so is found when the line is through.
      if (line.length === 0) ids = undefined
      return undefined
    },
  }
}

async function readHosts(ids: string[], hosts: Map<string, string>): Promise<void> {
  const unknown = ids.filter((id) => !hosts.has(id))
  if (unknown.length === 0) return
  const jobs = await linkJobsByIds(unknown)
  // One that is gone waits for nobody: whoever takes it sees that.
  for (const [index, id] of unknown.entries()) hosts.set(id, hostOf(jobs[index]?.url ?? ''))
}
