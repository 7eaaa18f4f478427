import { browser } from './browser.ts'

interface RequestRules {
  getSessionRules(): Promise<{ id: number }[]>
  updateSessionRules(change: { removeRuleIds?: number[]; addRules?: object[] }): Promise<void>
}

// The types know Chromium's names only; a browser may lack it altogether.
const api = (): RequestRules | undefined =>
  (browser as unknown as { declarativeNetRequest?: RequestRules }).declarativeNetRequest

/** Rules of this worker; all others are those of one that was killed. */
const mine = new Set<number>()
let lastId = 0

/**
 * Changes requests by rules that end with the browser.
 * @returns what takes them back
 */
export async function addSessionRules(rules: object[]): Promise<() => Promise<void>> {
  const requests = api()
  if (!requests || rules.length === 0) return () => Promise.resolve()
  const added = rules.map((rule) => ({ ...rule, id: ++lastId }))
  const ids = added.map(({ id }) => id)
  for (const id of ids) mine.add(id)
  // A killed worker's rules may have the same numbers.
  await requests.updateSessionRules({ removeRuleIds: ids, addRules: added })
  return async () => {
    await requests.updateSessionRules({ removeRuleIds: ids })
    for (const id of ids) mine.delete(id)
  }
}

/** Takes back what a killed worker left behind. */
export async function dropLostRules(): Promise<void> {
  const requests = api()
  const rules = (await requests?.getSessionRules()) ?? []
  const lost = rules.map(({ id }) => id).filter((id) => !mine.has(id))
  if (lost.length > 0) await requests?.updateSessionRules({ removeRuleIds: lost })
}
