import type { Page } from 'puppeteer-core'

const NETWORK = /^(https?|wss?|ftp):/

/** Notes what a page asks the network for; `reset` begins anew. */
export function watchRequests(page: Page): { seen(): string[]; reset(): void } {
  let urls: string[] = []
  page.on('request', (request) => {
    if (NETWORK.test(request.url())) urls.push(`asked for ${request.url()}`)
  })
  return {
    seen: () => urls,
    reset: () => {
      urls = []
    },
  }
}
