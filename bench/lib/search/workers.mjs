import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer from 'puppeteer-core'
import { build } from 'vite'
import { MODERN_DEXIE } from '../../../scripts/build/modern-dexie.ts'
import { findBrowser } from '../../../scripts/lib/find-browser.mjs'
import { serveFolder } from '../../../scripts/lib/serve-folder.mjs'

const bundle = (name, outDir) =>
  build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    resolve: { alias: [MODERN_DEXIE] },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: `${name}.mjs`, formats: ['es'], fileName: () => `${name}.js` },
    },
  })

/** Opens a browser with a page that workers of ours run in, one thread each. */
export async function openWorkers(names) {
  const folder = mkdtempSync(join(tmpdir(), 'linkshot-search-'))
  for (const name of names) await bundle(name, folder)
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>search</title>')
  const server = await serveFolder(folder)
  const browser = await puppeteer.launch({
    executablePath: findBrowser('chromium'),
    headless: true,
    protocolTimeout: 0,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  })
  const open = async () => {
    const page = await browser.newPage()
    await page.goto(`${server.origin}/index.html`)
    return page
  }
  let page = await open()
  return {
    browser,
    /** Closes the page with its workers, and gives what opens it anew. */
    async leave() {
      await page.close()
      return async () => {
        page = await open()
      }
    },
    /** Runs a work of a worker; ms and sizes come back. */
    run: (worker, name, ...args) => page.evaluate(runInWorker, worker, name, args),
    async close() {
      await browser.close()
      server.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** Runs in the page. */
function runInWorker(file, name, args) {
  window.workers ??= new Map()
  const known = window.workers.get(file)
  const worker = known ?? new Worker(`/${file}.js`, { type: 'module' })
  window.workers.set(file, worker)
  const id = crypto.randomUUID()
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', function listen({ data }) {
      if (data.id !== id) return
      worker.removeEventListener('message', listen)
      if (data.error) reject(new Error(data.error))
      else resolve(data.value)
    })
    worker.onerror = ({ message }) => reject(new Error(message || `${file} did not start`))
    worker.postMessage({ id, name, args })
  })
}
