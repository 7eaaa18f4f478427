import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { comparePictures, writePicture } from './compare-pictures.ts'
import { exportFile } from './export-file.ts'
import type { SitePage } from './fetch-sites.ts'
import { pictureOfFrame } from './look-again.ts'
import { startServer } from './server.ts'
import { saveWithSingleFile } from './single-file.ts'
import { scrollThrough, type Views, views, wholePage } from './site-pictures.ts'
import type { Size, Subject } from './subject.ts'

export const SITE_VIEWPORT: Size = { width: 1280, height: 800 }

/** Differing pixels by what was looked at; 'not stable' where two live pictures already differ. */
export interface SiteResult {
  name: string
  /** '' where the page and its copies could be compared. */
  error: string
  seen: Record<string, number | string>
}

interface LiveSite extends Views {
  uid: string
  mhtml: string | undefined
  /** Whether a second look at the live page showed the same. */
  stable: { first: boolean; whole: boolean }
}

interface Options {
  singleFile?: string | undefined
  folder: string
  progress: (name: string) => void
}

/** Keeps pages of others' packages and compares every copy's first screen and whole length. */
export async function runSites(
  pages: SitePage[],
  open: () => Promise<Subject>,
  { singleFile, folder, progress }: Options,
): Promise<SiteResult[]> {
  const server = await startServer(folder)
  const files = await mkdtemp(join(tmpdir(), 'linkshot-sites-'))
  const subject = await open()
  try {
    const live: (LiveSite | Error)[] = []
    for (const { name, path } of pages) {
      live.push(await liveSite(subject, server.origin + path).catch(asError))
      progress(`kept ${name}`)
    }
    const urls = pages.map(({ path }) => server.origin + path)
    const saved = singleFile
      ? await saveWithSingleFile(singleFile, urls, files, SITE_VIEWPORT)
      : undefined
    await subject.forget()
    server.goOffline()
    const results: SiteResult[] = []
    for (const [at, { name, path }] of pages.entries()) {
      const copies = { singlefile: saved?.get(path)?.toString(), withPeer: saved !== undefined }
      results.push(await lookAtSite({ subject, files }, name, live[at], copies))
      progress(`saw ${name}`)
    }
    return results
  } finally {
    await subject.close()
    await server.close()
    await rm(files, { recursive: true, force: true, maxRetries: 5 })
  }
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))

async function liveSite(subject: Subject, url: string): Promise<LiveSite> {
  const page = await subject.openLive(url)
  await page.waitForNetworkIdle({ idleTime: 500, timeout: 8000 }).catch(() => {})
  await scrollThrough(page)
  const early = await page.screenshot({ captureBeyondViewport: false })
  const uid = await subject.keep()
  const mhtml = await subject.saveItself().catch(() => undefined)
  // Only now: a picture beyond the window lets the page feel another size, which it must not answer to.
  const client = await page.createCDPSession()
  await client.send('Emulation.setScriptExecutionDisabled', { value: true })
  const seen = await views(page)
  const again = await wholePage(page)
  await client.send('Emulation.setScriptExecutionDisabled', { value: false })
  await client.detach()
  const stable = { first: same(early, seen.first), whole: same(seen.whole, again) }
  return { ...seen, first: early, uid, mhtml, stable }
}

const same = (a: Uint8Array, b: Uint8Array) => comparePictures(a, b).pixels === 0

interface Desk {
  subject: Subject
  files: string
}

async function lookAtSite(
  desk: Desk,
  name: string,
  live: LiveSite | Error | undefined,
  { singlefile, withPeer }: { singlefile: string | undefined; withPeer: boolean },
): Promise<SiteResult> {
  if (!live || live instanceof Error)
    return { name, error: live?.message.split('\n')[0] ?? 'not kept', seen: {} }
  const seen: SiteResult['seen'] = {}
  const note = async (kind: string, view: keyof Views, take: () => Promise<Uint8Array>) => {
    seen[`${kind} ${view}`] = live.stable[view]
      ? await take().then(
          (shown) => differing(name, `${kind}-${view}`, live[view], shown),
          asReason,
        )
      : 'not stable'
  }
  let exported: string | undefined
  await note('viewer', 'first', async () => {
    const viewer = await desk.subject.openViewer(live.uid, 0, SITE_VIEWPORT)
    exported = (await exportFile(viewer)).toString()
    return settled(() => pictureOfFrame(viewer))
  })
  exported ??= await exportOf(desk, live.uid)
  const copies = { export: exported, mhtml: live.mhtml, ...(withPeer ? { singlefile } : {}) }
  for (const [kind, body] of Object.entries(copies)) {
    const opened = await openCopy(desk, kind, body).catch(() => undefined)
    for (const view of ['first', 'whole'] as const)
      await note(kind, view, async () => {
        if (!opened) throw new Error('no copy')
        return view === 'whole' ? wholePage(opened) : settled(() => opened.screenshot())
      })
  }
  return { name, error: '', seen }
}

const asReason = (error: Error) => error.message.split('\n')[0] ?? 'failed'

const exportOf = async ({ subject }: Desk, uid: string) =>
  exportFile(await subject.openViewer(uid, 0, SITE_VIEWPORT)).then(String, () => undefined)

async function openCopy({ subject, files }: Desk, kind: string, body: string | undefined) {
  if (body === undefined) return undefined
  const path = join(files, `copy.${kind === 'mhtml' ? 'mhtml' : 'html'}`)
  await writeFile(path, body)
  const { page } = await subject.openFile(path, 0, SITE_VIEWPORT)
  return page as Page
}

/** What still moves after a few looks is taken as it is: the comparison will say so. */
async function settled(take: () => Promise<Uint8Array>): Promise<Uint8Array> {
  let last = await take()
  for (let tries = 0; tries < 8; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const next = await take()
    if (Buffer.compare(last, next) === 0) return next
    last = next
  }
  return last
}

async function differing(name: string, kind: string, live: Uint8Array, shown: Uint8Array) {
  const { pixels, picture } = comparePictures(live, shown)
  if (pixels === 0) return 0
  const safe = name.replaceAll(/[^\w.@-]+/g, '-')
  await writePicture(safe, `${kind}-live`, live)
  await writePicture(safe, kind, shown)
  if (picture) await writePicture(safe, `${kind}-diff`, picture)
  return pixels
}
