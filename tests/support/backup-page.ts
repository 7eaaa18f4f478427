import type { Page } from 'puppeteer-core'
import { addLink } from './add-link.ts'
import { type Extension, until } from './extension.ts'
import { printLibrary } from './library-print.ts'

/** The section of the settings that exports and imports, worked as a person does. */
export interface BackupPage {
  page(): Page
  /** Everything in the library as text. */
  print(): Promise<string>
  /** Chooses files and waits: the reason they were refused for, or 'imported'. */
  choose(...paths: string[]): Promise<string>
  /** Chooses files and goes on at once. */
  begin(...paths: string[]): Promise<void>
  /** Deletes the database as the browser's own tools would, and starts anew. */
  wipe(): Promise<void>
  reopen(): Promise<void>
}

const SAID = ':is([data-role=imported], [data-role=error]):not([data-old])'

export async function openBackup(extension: Extension): Promise<BackupPage> {
  const open = async () => {
    const opened = await extension.open('options.html#backup')
    await opened.waitForSelector('[data-action=import-library]')
    return opened
  }
  let page = await open()
  const backup: BackupPage = {
    page: () => page,
    print: async () => (await extension.helper()).evaluate(printLibrary),
    async begin(...paths) {
      await page.$$eval('[data-role=imported], [data-role=error]', (all) => {
        for (const old of all) old.setAttribute('data-old', '')
      })
      const input = await page.$('input[data-role=import-files]')
      await input?.uploadFile(...paths)
    },
    async choose(...paths) {
      await backup.begin(...paths)
      const said = await page.waitForSelector(SAID, { timeout: 60_000 })
      return (await said?.evaluate((each) => each.getAttribute('data-reason'))) ?? 'imported'
    },
    async reopen() {
      await page.close()
      page = await open()
    },
    async wipe() {
      const helper = await extension.helper()
      await page.close()
      await helper.evaluate(deleteLibrary)
      await helper.reload()
      page = await open()
    },
  }
  return backup
}

/** Runs in the page. */
function deleteLibrary(): Promise<void> {
  return new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase('linkshot')
    deleting.onsuccess = () => resolve()
    deleting.onerror = () => reject(deleting.error)
  })
}

/** Keeps an address as a typed link, and waits until all of it is there. */
export async function keepTyped(extension: Extension, url: string, tags: string[]): Promise<void> {
  await addLink(extension, url, { tags })
  await until('the kept page', async () => {
    const kept = (await extension.rows('snapshots')).filter((row) => row['url'] === url)
    return kept.length === 1 && kept[0]?.['status'] === 'complete'
  })
  await until('no work left', async () => (await extension.rows('jobs')).length === 0)
}
