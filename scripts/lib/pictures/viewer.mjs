import { join } from 'node:path'
import { ROOT } from '../paths.mjs'
import { flawSnapshot } from '../seed-library.mjs'
import { serveFolder } from '../serve-folder.mjs'
import { clickToolbar } from './popup.mjs'

const READY = '[data-ready=true]'

/** Keeps a page of the sample site through the popup. @returns its address */
export async function keepSample(camera, name) {
  const site = await serveFolder(join(ROOT, 'scripts', 'sample-site'))
  const page = await camera.browser.newPage()
  const url = `${site.origin}/${name}`
  await page.setViewport({ width: 1280, height: 800 })
  await page.goto(url, { waitUntil: 'networkidle0' })
  await page.bringToFront()
  const popup = await clickToolbar(camera, url, '[data-action=keep]')
  await popup.click('[data-action=keep]')
  await popup.waitForSelector('[data-state=kept] [data-role=title-field]', { timeout: 15_000 })
  await popup.close()
  await page.close()
  site.close()
  return url
}

/** A kept page in the viewer, its picture, what is missing, and a version that is not there. */
export async function viewerPictures(camera) {
  await camera.seed(0)
  const uid = await flawSnapshot(camera.page, await keepSample(camera, 'tea.html'))
  const path = `viewer.html?snapshot=${uid}`
  await camera.take('viewer/page', path, READY)
  await camera.take('viewer/searched', `${path}&q=${encodeURIComponent('茶 OR tea')}`, READY)
  await camera.take('viewer/missing', path, READY, (page) =>
    page.click('[data-role=missing] summary'),
  )
  await camera.take('viewer/picture', path, READY, (page) => page.click('[data-view=picture]'))
  await camera.take('viewer/unknown', 'viewer.html?snapshot=none', '[data-role=error]')
}
