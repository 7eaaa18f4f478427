import { failLinkJob, updateLinkJob } from '../db/link-jobs.ts'
import { giveBackLinkJob, putOffLinkJob } from '../db/link-turns.ts'
import { setting } from '../db/queries.ts'
import type { LinkshotError } from '../model/error.ts'
import { isOnline } from '../platform/online.ts'
import { mayRead } from '../platform/permissions.ts'
import { askServer, type ServerAnswer } from './ask-server.ts'
import { type Failure, nextTry, passingReason, restUntil } from './retry-plan.ts'
import type { Run } from './run.ts'

/**
 * Decides what becomes of a link whose page could not be kept.
 * @returns until when the site asked to be left alone, if it did
 */
export async function settleFailure(
  { job, stop: { signal } }: Run,
  error: LinkshotError,
): Promise<number | undefined> {
  const { id, url, failures = 0 } = job
  if (signal.aborted) return undefined
  // Taken back meanwhile: without it no page is read, whatever the error says.
  if (!(await mayRead(url))) {
    await updateLinkJob(id, { status: 'needs-permission', tabId: -1 })
    return undefined
  }
  const failure = await told(error, url)
  if (failure.reason === 'not-answering' && !isOnline()) {
    // No fault of the page's.
    await giveBackLinkJob(id)
    return undefined
  }
  const { reason, detail, retryAt = 0 } = failure
  const pause = 1000 * (await setting('retryPause'))
  const notBefore = nextTry(failure, failures, pause)
  if (notBefore === undefined) await failLinkJob(id, { reason, detail })
  else await putOffLinkJob(id, { reason, detail, notBefore })
  // A site that asks to be left alone means all its pages, for as long as it says; this page waits longer.
  if (retryAt) return retryAt
  return reason === 'site-busy' ? (notBefore ?? restUntil(failures, pause)) : undefined
}

interface Told extends Failure {
  detail: string
}

/** The reason in the words of whoever wanted the page; where the tab can't tell, the site is asked. */
async function told({ reason, detail }: LinkshotError, url: string): Promise<Told> {
  const hasPage = reason !== 'page-error' && reason !== 'not-answering'
  const saysWhen = reason === 'site-busy' || (reason === 'server-error' && detail === '503')
  if ((hasPage && !saysWhen) || !isOnline()) {
    return { reason: hasPage ? reason : 'not-answering', detail }
  }
  const answer = await askServer(url)
  if (hasPage) return { reason, detail, retryAt: answer.retryAt }
  return { detail: String(answer.status || detail), ...reasonIn(answer) }
}

/** The browser's error page stands for a site that gave no page: for no answer, or for one without content. */
function reasonIn(answer: ServerAnswer): Failure {
  const { status, retryAt, isDownload, asksPassword, needsSignIn } = answer
  const passing = passingReason(status)
  if (passing) return { reason: passing, retryAt }
  if (asksPassword) return { reason: 'asks-password' }
  // Who asks without cookies is turned away; whoever has signed in was given a file, or the tab would show a page.
  if (needsSignIn) return { reason: 'needs-sign-in' }
  if (status >= 400 || status === 204 || status === 205) return { reason: 'no-page' }
  return { reason: isDownload ? 'is-download' : 'not-answering' }
}
