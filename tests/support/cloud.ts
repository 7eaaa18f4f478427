import { createHash } from 'node:crypto'
import type { Page } from 'puppeteer-core'
import { type LocalPostgres, startPostgres } from '../../supabase/local/postgres.mjs'
import { type StandIn, startStandIn } from '../../supabase/local/stand-in.mjs'
import { EXTENSION_ID, type Extension, until } from './extension.ts'
import { GECKO_ID } from './firefox.ts'

/** Where the sign-in window ends, in each browser. */
export const RETURN_ADDRESS = `https://${EXTENSION_ID}.chromiumapp.org/auth`
export const FIREFOX_RETURN_ADDRESS = `https://${sha1(GECKO_ID)}.extensions.allizom.org/auth`

export interface LocalCloud {
  standIn: StandIn
  postgres: LocalPostgres
  close(): Promise<void>
}

/** A stand-in for a Supabase project with all migrations, on a PostgreSQL of its own. */
export async function startCloud(): Promise<LocalCloud> {
  const postgres = await startPostgres()
  const redirectUrls = [RETURN_ADDRESS, FIREFOX_RETURN_ADDRESS]
  await postgres.createDatabase('cloud')
  const connection = postgres.config('cloud', 'supabase_admin')
  const standIn = await startStandIn({ connection, redirectUrls })
  return {
    standIn,
    postgres,
    async close() {
      await standIn.close()
      await postgres.stop()
    },
  }
}

/** Chooses the project and signs in through the window of the provider. */
export async function signIn(
  extension: Extension,
  { standIn }: LocalCloud,
  name: string,
  takesOver = true,
): Promise<void> {
  const { url, keys } = standIn
  const project = await extension.send('use-project', { url, key: keys.publishable })
  if (!(project.value as { ok?: boolean } | undefined)?.ok) throw new Error(JSON.stringify(project))
  const window = extension.browser.waitForTarget((target) => target.url().includes('/provider/'))
  // The answer is lost where another library opens and the page that asks loads anew.
  const answer = extension.send('sign-in', { provider: 'github', takesOver }).catch(String)
  const page = await (await window).asPage()
  await enter(page, name)
  const said = await answer
  if (typeof said !== 'string' && !said.ok) throw new Error(JSON.stringify(said))
  const row = () => syncRow(extension, 'cursor').catch(() => undefined)
  await until('the session', async () => (await row()) !== undefined)
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}

/** Says at the provider's page who one is. */
export async function enter(page: Page, name: string): Promise<void> {
  await page.waitForSelector('input[name=typed]')
  await page.type('input[name=typed]', name)
  await page.click('button[name=go]')
}

export async function syncRow(
  extension: Extension,
  key: string,
): Promise<Record<string, unknown> | undefined> {
  return (await extension.rows('replica')).find((row) => row['key'] === key)
}

/** Waits until all that is here is there. */
export async function synced(extension: Extension, ms = 60_000): Promise<void> {
  const said = await extension.send('sync-now', {})
  if (!said.ok) throw new Error(JSON.stringify(said))
  let last = ''
  const isThrough = async () => {
    const [records, transfers] = await Promise.all([
      extension.rows('records'),
      extension.rows('transfers'),
    ])
    const row = await syncRow(extension, 'status')
    const { state } = (row?.['status'] ?? {}) as { state?: string }
    const unsent = records.filter((record) => record['pending'] !== undefined)
    // Others say what became of a version here.
    const under = transfers.filter(({ way }) => way !== 'freed' && way !== 'opened')
    last = `${JSON.stringify(row)}, ${unsent.length} unsent, ${under.length} transfers`
    return state === 'idle' && unsent.length === 0 && under.length === 0
  }
  await until('the end of sync', isThrough, ms).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${last}`)
  })
}
