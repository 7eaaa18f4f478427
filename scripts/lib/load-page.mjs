import { setTimeout as wait } from 'node:timers/promises'
import { failure } from './extension-page.mjs'

const ANSWER_LIMIT = 30_000
const LOAD_LIMIT = 20_000
const QUIET = 500
const QUIET_LIMIT = 10_000
const DOWNLOAD_NEWS = 500

/**
 * Loads an address and waits until it has settled: the load event, then a quiet network. A page that
 * never becomes quiet is taken as it is.
 * @returns {Promise<number>} the HTTP status
 */
export async function loadPage(session, page, url) {
  const frameId = await mainFrameId(page)
  const response = await goTo(page, url).catch(async (error) => {
    const message = String(error?.message ?? error)
    // The word that it is a download may come a moment after the navigation's end.
    if (message.includes('ERR_ABORTED')) await wait(DOWNLOAD_NEWS)
    throw failure(...loadFailure(message, session.watcher.cameFrom(frameId)))
  })
  await page
    .waitForFunction(() => document.readyState === 'complete', {
      timeout: LOAD_LIMIT,
      polling: 100,
    })
    .catch(() => {})
  await page.waitForNetworkIdle({ idleTime: QUIET, timeout: QUIET_LIMIT }).catch(() => {})
  return response?.status() ?? 0
}

const goTo = (page, url) => page.goto(url, { waitUntil: 'domcontentloaded', timeout: ANSWER_LIMIT })

async function mainFrameId(page) {
  const client = await page.createCDPSession()
  const { frameTree } = await client.send('Page.getFrameTree')
  await client.detach()
  return frameTree.frame.id
}

/** The reason and the words for an address that did not load. */
export function loadFailure(message, isDownload) {
  const code = /net::(ERR_\w+)/.exec(message)?.[1] ?? ''
  if (isDownload) return ['is-download', 'the address is a file to download, not a page']
  if (/ERR_(ABORTED|HTTP_RESPONSE_CODE_FAILURE|EMPTY_RESPONSE)/.test(code))
    return ['page-error', `the server sent no page (${code})`]
  if (/ERR_(NAME|CONNECTION|ADDRESS|INTERNET|NETWORK|TIMED_OUT|SOCKET|PROXY|TUNNEL)/.test(code))
    return ['not-answering', `the server does not answer (${code})`]
  if (/Navigation timeout|TimeoutError|timeout of/i.test(message))
    return ['not-answering', `no page within ${ANSWER_LIMIT / 1000} seconds`]
  if (code) return ['page-error', `the page did not load (${code})`]
  return ['unknown', message]
}
