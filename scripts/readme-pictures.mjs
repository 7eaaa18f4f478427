import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { runMain } from './lib/complaint.mjs'
import { openExtensionPage } from './lib/extension-page.mjs'
import { ensureCjkFont } from './lib/install-browser.mjs'
import { launchWithExtension } from './lib/launch.mjs'
import { underModernNode } from './lib/modern-node.mjs'
import { ROOT } from './lib/paths.mjs'
import { cameraFor } from './lib/pictures/camera.mjs'
import { keepFilm } from './lib/readme/film.mjs'
import { libraryStill, popupStill, store, tagsStill, viewerStill } from './lib/readme/stills.mjs'
import { serveFolder } from './lib/serve-folder.mjs'

/**
 * Draws the README's pictures and its film into docs/pictures: `npm run readme-pictures`. Everything is
 * photographed from the built extension; no tool is needed beside the browser.
 */
const LANGUAGES = [
  {
    code: 'en',
    setting: { language: 'en', theme: 'light' },
    url: 'http://garden.example/garden.html',
    typed: 'Long',
    note: 'A saved address is a promise by somebody else.',
  },
  {
    code: 'zh',
    setting: { language: 'zh_CN', theme: 'dark' },
    url: 'http://tea.example/tea.html',
    typed: '长文',
    note: '第三泡那一段可以抄下来。',
  },
]

async function drawIn(studio, { code, setting, ...sample }) {
  const camera = cameraFor({ ...studio, look: setting, sizes: [] })
  await camera.settings(setting)
  await libraryStill(camera, code, `library-${code}.webp`)
  await tagsStill(camera, `tags-${code}.webp`)
  store(`keep-${code}.webp`, await keepFilm({ camera, ...sample }))
  await camera.seed(50, { language: code })
  await popupStill(camera, sample, `popup-${code}.webp`)
  await viewerStill(camera, await snapshotOf(camera.page, sample.url), `viewer-${code}.webp`)
}

/** Uid of the snapshot of an address. */
function snapshotOf(page, url) {
  return page.evaluate(async (wanted) => {
    const opening = indexedDB.open('linkshot')
    const done = (request) =>
      new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
    const database = await done(opening)
    const rows = await done(database.transaction('snapshots').objectStore('snapshots').getAll())
    database.close()
    return rows.find((row) => row.url === wanted)?.uid
  }, url)
}

async function readmePictures() {
  await ensureBuilt({ browser: 'chrome', mode: 'production' })
  await ensureCjkFont()
  const site = await serveFolder(join(ROOT, 'scripts', 'sample-site'))
  // The sample pages under names of their own instead of a loopback address.
  const args = [`--host-resolver-rules=MAP *.example ${new URL(site.origin).host}`]
  const { browser, id } = await launchWithExtension({ mode: 'production', headless: true, args })
  try {
    const page = await openExtensionPage(browser, id, 'library.html')
    await page.waitForSelector('[data-role=empty]')
    for (const language of LANGUAGES) await drawIn({ browser, id, page }, language)
  } finally {
    await browser.close()
    site.close()
  }
}

await runMain(() => underModernNode(readmePictures))
