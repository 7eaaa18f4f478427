import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { openExtensionPage } from '../extension-page.mjs'
import { bytes, say, seconds } from '../log.mjs'
import { ROOT } from '../paths.mjs'
import { serveFolder } from '../serve-folder.mjs'
import { clip, table } from '../table.mjs'
import { keepInBoth } from './keep-in-both.mjs'
import { measureProject } from './start-project.mjs'
import { VIEWPORT, withTwoBrowsers } from './two-browsers.mjs'

const SAMPLES = ['garden.html', 'tea.html', 'letters.html']

/** All of the demo without a window: what came of it is printed and photographed. */
export const demoHeadless = ({ out }) =>
  withTwoBrowsers({ headless: true }, async (demo) => {
    const site = await serveFolder(join(ROOT, 'scripts', 'sample-site'))
    const kept = []
    try {
      for (const name of SAMPLES) kept.push(await keepInBoth(demo, `${site.origin}/${name}`))
    } finally {
      // What the second browser shows from here on comes from the cloud alone.
      site.close()
    }
    say(`\n${table([HEAD, ...kept.map(tableRow)])}`)
    const { rows, objects, bytes: stored } = await measureProject(demo.standIn)
    const counts = Object.entries(rows).map(([name, count]) => `${count} ${name}`)
    say(`\nIn the database: ${counts.join(', ')}. In storage: ${objects} bodies, ${bytes(stored)}.`)
    const files = await takePictures(demo, kept[0].snapshot.uid, out)
    say(`Pictures: ${files.map((path) => relative(process.cwd(), path)).join(', ')}`)
    return 0
  })

const HEAD = ['kept in the first', 'complete', 'in the second', 'all sent', 'in storage']

const tableRow = ({ snapshot, complete, appeared, sent, bytes: stored }) => [
  clip(snapshot.title, 40),
  ...[complete, appeared, sent].map(seconds),
  `+${bytes(stored)}`,
]

async function takePictures({ first, second }, uid, out) {
  mkdirSync(out, { recursive: true })
  const wanted = [
    [first, 'library.html', 'cloud-first.png'],
    [second, 'library.html', 'cloud-second.png'],
    [second, `viewer.html?snapshot=${uid}`, 'cloud-page.png'],
    [second, 'options.html#cloud', 'cloud-settings.png'],
  ]
  const files = []
  for (const [session, path, name] of wanted) {
    files.push(await picture(session, path, join(out, name)))
  }
  return files
}

async function picture({ browser, id }, path, file) {
  const page = await openExtensionPage(browser, id, path)
  await page.setViewport({ ...VIEWPORT, deviceScaleFactor: 1 })
  if (path.startsWith('viewer')) await page.waitForSelector('iframe[data-ready=true]')
  await page.waitForNetworkIdle({ idleTime: 600, timeout: 10_000 }).catch(() => {})
  await page.screenshot({ path: file })
  await page.close()
  return file
}
