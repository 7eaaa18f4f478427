import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { toAddress } from './address.mjs'
import { openExtensionPage } from './extension-page.mjs'
import { keepPage } from './keep-page.mjs'
import { bytes, red, say } from './log.mjs'
import { OUT, ROOT } from './paths.mjs'
import { serveFolder } from './serve-folder.mjs'
import { openSession } from './session.mjs'
import { failureRecord } from './snapshot-record.mjs'
import { clip, table } from './table.mjs'

const VIEWPORT = { width: 1280, height: 800 }

const SAMPLES = ['garden.html', 'tea.html', 'letters.html']

/** Keeps the links without a window and shows what came of it. */
export async function startHeadless({ urls, profile }) {
  const site =
    urls.length === 0 ? await serveFolder(join(ROOT, 'scripts', 'sample-site')) : undefined
  const session = await openSession({ viewport: VIEWPORT, profile })
  try {
    const wanted = site ? SAMPLES.map((name) => `${site.origin}/${name}`) : urls
    say(`Keeping ${wanted.length} ${wanted.length === 1 ? 'page' : 'pages'} without a window…`)
    const entries = []
    for (const url of wanted) entries.push(await keepOne(session, url))
    // What the viewer shows from here on comes from the library alone.
    site?.close()
    say(`\n${table([HEAD, ...entries.map(tableRow)])}`)
    for (const { url, error } of entries)
      if (error) say(`${red('✗')} ${url}\n  ${error.reason}: ${error.message}`)
    await takePictures(session, entries)
    return entries.some((entry) => entry.error) ? 1 : 0
  } finally {
    site?.close()
    await session.close()
  }
}

async function keepOne(session, typed) {
  const address = toAddress(typed)
  if (address.error) return address
  try {
    return { url: address.url, ...(await keepPage(session, address.url)) }
  } catch (error) {
    return failureRecord(typed, error)
  }
}

const HEAD = ['title', 'status', 'resources', 'stored', 'saved after', 'complete after']

function tableRow({ url, error, snapshot }) {
  if (error) return [clip(url, 40), error.reason, '', '', '', '']
  const { resources, missing, sizes, timings } = snapshot
  return [
    clip(snapshot.title || url, 40),
    snapshot.status,
    `${resources.length}/${resources.length + missing.length}`,
    bytes(sizes.stored),
    `${Math.round(timings.ack)} ms`,
    `${Math.round(timings.complete)} ms`,
  ]
}

async function takePictures(session, entries) {
  mkdirSync(OUT, { recursive: true })
  const pictures = [await picture(session, 'library.html', 'library.png')]
  const kept = entries.find((entry) => entry.snapshot)
  if (kept)
    pictures.push(
      await picture(session, `viewer.html?snapshot=${kept.snapshot.uid}`, 'snapshot.png'),
    )
  say(`\nPictures: ${pictures.map((path) => relative(process.cwd(), path)).join(', ')}`)
}

/** A picture of one of the extension's own pages. */
async function picture(session, path, name) {
  const page = await openExtensionPage(session.browser, session.id, path)
  await page.setViewport({ ...VIEWPORT, deviceScaleFactor: 1 })
  await page.waitForNetworkIdle({ idleTime: 600, timeout: 10_000 }).catch(() => {})
  const file = join(OUT, name)
  await page.screenshot({ path: file })
  await page.close()
  return file
}
