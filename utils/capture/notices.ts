import { urlKeyOf } from '../links/url-key.ts'
import type { Notice } from '../model/snapshot.ts'
import type { PageFacts } from './settle-page.ts'

/** Whether an address reads like that of a page to sign in on. */
export const isSignInAddress = (url: string): boolean =>
  /\b(?:log-?in|sign-?in|signon|auth|sso|passport)\b/i.test(url)

/** What a reader should know about a page that was opened for them. */
export function noticesOf(asked: string, page: PageFacts): Notice[] {
  const notices: Notice[] = []
  const moved = urlKeyOf(asked) !== urlKeyOf(page.url)
  if (moved) notices.push({ kind: 'redirected', detail: page.url })
  if (page.status >= 400) notices.push({ kind: 'http-status', detail: String(page.status) })
  // A page that merely offers a sign-in field somewhere is no sign-in page.
  const looksLikeLogin = moved || isSignInAddress(page.url) || page.status === 401
  if (page.hasPasswordField && looksLikeLogin) notices.push({ kind: 'login-page', detail: '' })
  if (page.hasConsentWall) notices.push({ kind: 'consent-wall', detail: '' })
  return notices
}
