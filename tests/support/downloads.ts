import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'puppeteer-core'

/** Collects what the browser downloads. */
export interface Downloads {
  folder: string
  /** Path and suggested name of the next file, once it is complete; call it before it begins. */
  next(): Promise<{ path: string; name: string }>
  remove(): Promise<void>
}

export async function collectDownloads(browser: Browser): Promise<Downloads> {
  const folder = await mkdtemp(join(tmpdir(), 'linkshot-downloads-'))
  const client = await browser.target().createCDPSession()
  await client.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: folder,
    eventsEnabled: true,
  })
  const next = () =>
    new Promise<{ path: string; name: string }>((resolve, reject) => {
      const names = new Map<string, string>()
      client.on('Browser.downloadWillBegin', ({ guid, suggestedFilename }) => {
        names.set(guid, suggestedFilename)
      })
      client.on('Browser.downloadProgress', ({ guid, state }) => {
        const name = names.get(guid)
        if (name === undefined || state === 'inProgress') return
        if (state === 'completed') resolve({ path: join(folder, guid), name })
        else reject(new Error(`the download was ${state}`))
      })
    })
  return { folder, next, remove: () => rm(folder, { recursive: true, force: true }) }
}
