import { parseArgs } from 'node:util'
import { ensureBuilt } from './lib/build.mjs'
import { complaint, runMain } from './lib/complaint.mjs'
import { openExtensionPage } from './lib/extension-page.mjs'
import { ensureCjkFont } from './lib/install-browser.mjs'
import { launchWithExtension } from './lib/launch.mjs'
import { say } from './lib/log.mjs'
import { underModernNode } from './lib/modern-node.mjs'
import { cameraFor } from './lib/pictures/camera.mjs'
import { libraryPictures, manyPictures, mostPictures } from './lib/pictures/library.mjs'
import { libraryPagePictures } from './lib/pictures/library-pages.mjs'
import { optionsPictures, welcomePictures } from './lib/pictures/pages.mjs'
import { popupPictures } from './lib/pictures/popup.mjs'
import { sidePictures } from './lib/pictures/side.mjs'
import { viewerPictures } from './lib/pictures/viewer.mjs'

const HELP = `npm run pictures [-- OPTIONS]
Photographs every screen into out/pictures, for people to look at.
  --only SETS       of library, library-pages, many, most (100,000 links), options, popup, side (beside a page), viewer, welcome
  --size SIZES      of 800, 1600, or any other width; the popup is always 360, what is beside a page 360 and 400
  --language LIST   of zh_CN, en
  --theme LIST      of light, dark
Lists are separated by commas; everything but 'most' is drawn where nothing is said.`

const SETS = {
  library: libraryPictures,
  'library-pages': libraryPagePictures,
  many: manyPictures,
  most: mostPictures,
  options: optionsPictures,
  popup: popupPictures,
  side: sidePictures,
  viewer: viewerPictures,
  welcome: welcomePictures,
}

const OPTIONS = {
  only: {
    type: 'string',
    default: Object.keys(SETS)
      .filter((set) => set !== 'most')
      .join(),
  },
  size: { type: 'string', default: '800,1600' },
  language: { type: 'string', default: 'zh_CN,en' },
  theme: { type: 'string', default: 'light,dark' },
  help: { type: 'boolean', default: false },
}

function readArguments() {
  try {
    const { values } = parseArgs({ options: OPTIONS })
    const lists = Object.entries(values).map(([name, value]) => [name, String(value).split(',')])
    return { ...Object.fromEntries(lists), help: values.help }
  } catch (error) {
    throw complaint(`${error.message}\n\n${HELP}`)
  }
}

async function pictures({ only, size, language, theme }) {
  const unknown = only.filter((set) => !SETS[set])
  if (unknown.length > 0) throw complaint(`no set ${unknown}\n\n${HELP}`)
  await ensureBuilt({ browser: 'chrome', mode: 'production' })
  await ensureCjkFont()
  const { browser, id } = await launchWithExtension({ mode: 'production', headless: true })
  const failed = []
  try {
    const page = await openExtensionPage(browser, id, 'library.html')
    await page.waitForSelector('[data-role=empty]')
    for (const look of language.flatMap((each) =>
      theme.map((t) => ({ language: each, theme: t })),
    )) {
      const camera = cameraFor({ browser, id, page, look, sizes: size.map(Number) })
      for (const set of only) {
        await camera.settings(look)
        await SETS[set](camera)
      }
      failed.push(...camera.failed)
    }
  } finally {
    await browser.close()
  }
  if (failed.length > 0) throw complaint(`Not drawn: ${failed.join(', ')}`)
}

await runMain(() => {
  const wanted = readArguments()
  if (wanted.help) return say(HELP)
  return underModernNode(() => pictures(wanted))
})
