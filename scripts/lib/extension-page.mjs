/**
 * Opens a page of the extension that messages can be sent from and the library be read in.
 * @param {import('puppeteer-core').Browser} browser
 */
export async function openExtensionPage(browser, id, path) {
  const page = await browser.newPage()
  await page.goto(`chrome-extension://${id}/${path}`, { waitUntil: 'load' })
  return page
}

/** What a failed act is reported as: one of the extension's reasons, and the machine's own words. */
export const failure = (reason, message) => Object.assign(new Error(message), { reason })

/**
 * Sends one message of utils/messaging/protocol.ts to the background.
 * @param {import('puppeteer-core').Page} page a page of the extension
 * @returns the answer's value; throws with a `reason` where the extension says no
 */
export async function ask(page, name, data, timeout = 90_000) {
  const sent = page.evaluate((message) => chrome.runtime.sendMessage(message), {
    to: 'linkshot',
    name,
    data,
  })
  const answer = await within(timeout, sent, `no answer to ${name} in ${timeout / 1000} s`)
  if (answer?.ok) return answer.value
  if (answer) throw failure(answer.reason, answer.detail || answer.reason)
  throw failure('unknown', `the extension did not answer ${name}`)
}

/** A promise's value, or a time-out failure with the given message. */
export async function within(ms, promise, message) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(failure('timeout', message)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
