import { addSessionRules } from './session-rules.ts'

/** Hosts that are to be told one address as the Referer of our own requests. */
export interface ReferrerRule {
  referrer: string
  hosts: string[]
}

/**
 * Names a page as the Referer of requests that this worker itself makes, and of no others: browsers let
 * no extension set it with the request.
 * @returns what takes the rules back
 */
export const setReferrers = (rules: ReferrerRule[]): Promise<() => Promise<void>> =>
  addSessionRules(rules.map(asRequestRule))

function asRequestRule({ referrer, hosts }: ReferrerRule) {
  return {
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
