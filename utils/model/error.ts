/** Every reason an act can fail for; each has a sentence in locales under `error`. */
export const ERROR_REASONS = [
  'bad-address',
  'unsupported-scheme',
  'browser-page',
  'store-page',
  'no-permission',
  'page-error',
  'not-answering',
  'server-error',
  'site-busy',
  'no-page',
  'asks-password',
  'needs-sign-in',
  'is-download',
  'tab-closed',
  'tab-moved',
  'timeout',
  'no-selection',
  'interrupted',
  'disk-full',
  'not-found',
  'undo-expired',
  'bad-name',
  'tag-exists',
  'tag-inside-itself',
  'damaged',
  'file-lost',
  'text-lost',
  'blob-lost',
  'zip-foreign',
  'zip-damaged',
  'zip-newer',
  'zip-too-large',
  'zip-hash',
  'zip-parts',
  'zip-unsafe',
  'file-binary',
  'file-too-large',
  'file-no-links',
  'file-unreadable',
  'page-left',
  'page-no-links',
  'clipboard-refused',
  'text-no-links',
  'no-bookmarks',
  'no-tabs',
  'unknown',
] as const
export type ErrorReason = (typeof ERROR_REASONS)[number]

/** An expected failure: `reason` is translated for the reader, `detail` says what was found. */
export class LinkshotError extends Error {
  readonly reason: ErrorReason
  readonly detail: string
  constructor(reason: ErrorReason, detail = '') {
    super(detail ? `${reason}: ${detail}` : reason)
    this.name = 'LinkshotError'
    this.reason = reason
    this.detail = detail
  }
}

/** Any thrown value as a LinkshotError; a full disk is recognised by its DOMException name. */
export function toLinkshotError(error: unknown): LinkshotError {
  if (error instanceof LinkshotError) return error
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return new LinkshotError(/QuotaExceeded/.test(text) ? 'disk-full' : 'unknown', text)
}
