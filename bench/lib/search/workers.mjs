import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer from 'puppeteer-core'
import { build } from 'vite'
import { MODERN_DEXIE } from '../../../scripts/build/modern-dexie.ts'
import { findBrowser } from '../../../scripts/lib/find-browser.mjs'
import { ROOT } from '../../../scripts/lib/paths.mjs'
import { serveFolder } from '../../../scripts/lib/serve-folder.mjs'

/** What the library's page has before its own code. */
const FIRST = { 'cold-ours': '<script src="/open-early.js"></script>' }

/** In a page that is apart from all others a clock tells microseconds, not tenths of milliseconds. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
}

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
  for (const name of ['index', ...names])
    writeFileSync(
      join(folder, `${name}.html`),
      `<!doctype html><title>search</title>${FIRST[name] ?? ''}<script type="module" src="/${name}.js"></script>`,
    )
  writeFileSync(join(folder, 'index.js'), '')
  copyFileSync(join(ROOT, 'public', 'open-early.js'), join(folder, 'open-early.js'))
  const server = await serveFolder(folder, () => {}, ISOLATED)
  const browser = await puppeteer.launch({
    executablePath: findBrowser('chromium'),
    headless: true,
    protocolTimeout: 0,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  })
  const open = async (path = 'index.html') => {
    const page = await browser.newPage()
    await page.goto(`${server.origin}/${path}`)
    return page
  }
  let page = await open()
  return {
    browser,
    /** Closes the page with its workers. */
    leave: () => page.close(),
    /** Opens a page that asks something by itself. @returns ms from the start of navigation to its answer */
    async timeOfPage(name, question) {
      page = await open(`${name}.html#${encodeURIComponent(question)}`)
      const answer = await page.waitForFunction(() => window.answered, { polling: 20 })
      const { time, count, error } = await answer.jsonValue()
      if (error || count === 0) throw new Error(error ?? `${name} found nothing`)
      return time
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
