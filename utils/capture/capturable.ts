import type { ErrorReason } from '../model/error.ts'

export type Capturable = { ok: true } | { ok: false; reason: ErrorReason }

const STORES = [
  /^https:\/\/chromewebstore\.google\.com\//,
  /^https:\/\/chrome\.google\.com\/webstore/,
  /^https:\/\/microsoftedge\.microsoft\.com\/addons/,
  /^https:\/\/addons\.mozilla\.org\//,
]

/** Whether the browser lets an extension read a page of this address at all. */
export function capturable(url: string): Capturable {
  if (STORES.some((store) => store.test(url))) return { ok: false, reason: 'store-page' }
  if (/^(?:https?|file):/.test(url)) return { ok: true }
  if (url === '') return { ok: false, reason: 'no-permission' }
  if (/^(?:data|blob|ftp|javascript|mailto):/.test(url)) {
    return { ok: false, reason: 'unsupported-scheme' }
  }
  return { ok: false, reason: 'browser-page' }
}
