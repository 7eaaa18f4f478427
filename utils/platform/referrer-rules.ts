import { browser } from './browser.ts'

/** Hosts that are to be told one address as the Referer of our own requests. */
export interface ReferrerRule {
  referrer: string
  hosts: string[]
}

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
 * Names a page as the Referer of requests that this worker itself makes, and of no others: browsers let
 * no extension set it with the request.
 * @returns what takes the rules back
 */
export async function setReferrers(rules: ReferrerRule[]): Promise<() => Promise<void>> {
  const requests = api()
  if (!requests || rules.length === 0) return () => Promise.resolve()
  const added = rules.map((rule) => asRequestRule(++lastId, rule))
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
export async function dropLostReferrers(): Promise<void> {
  const requests = api()
  const rules = (await requests?.getSessionRules()) ?? []
  const lost = rules.map(({ id }) => id).filter((id) => !mine.has(id))
  if (lost.length > 0) await requests?.updateSessionRules({ removeRuleIds: lost })
}

function asRequestRule(id: number, { referrer, hosts }: ReferrerRule) {
  return {
    id,
    priority: 1,
    action: {
      type: 'modifyHeaders',
      requestHeaders: [{ header: 'Referer', operation: 'set', value: referrer }],
    },
    condition: {
      // Requests of no tab, begun by this extension: a page's own are never touched.
      tabIds: [-1],
      initiatorDomains: [location.host],
      requestDomains: hosts,
      resourceTypes: ['xmlhttprequest'],
    },
  }
}
