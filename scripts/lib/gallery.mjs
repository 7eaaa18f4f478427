import { join } from 'node:path'
import { OUT, ROOT } from './paths.mjs'

const FOLDER = join(ROOT, 'scripts', 'gallery')
const LANGUAGES = ['en', 'zh_CN']

/**
 * Vite's configuration of the gallery: the real components and styles, with a stand-in for the browser's
 * extension API below them. It is a page of its own and never part of the extension.
 */
async function galleryConfig() {
  const { default: preact } = await import('@preact/preset-vite')
  return {
    root: FOLDER,
    configFile: false,
    logLevel: 'warn',
    cacheDir: join(OUT, 'gallery-cache'),
    plugins: [
      preact({ prefreshEnabled: false, devToolsEnabled: false }),
      standInForBrowser(),
      builtMessages(),
    ],
    server: { fs: { allow: [ROOT] } },
    build: {
      outDir: join(OUT, 'gallery'),
      emptyOutDir: true,
      rolldownOptions: { input: [join(FOLDER, 'index.html'), join(FOLDER, 'sheet.html')] },
    },
  }
}

/** The one module that touches the browser is replaced by one that answers without it. */
function standInForBrowser() {
  return {
    name: 'stand-in-for-browser',
    enforce: 'pre',
    resolveId(source, importer = '') {
      const asked = source.endsWith('/browser.ts') && /utils[\\/]platform[\\/]/.test(importer)
      return asked ? join(FOLDER, 'stand-in.ts') : undefined
    },
  }
}

const messagesPath = (language) => `_locales/${language}/messages.json`

/** The locale files as an extension finds them, read afresh at every request. */
function builtMessages() {
  return {
    name: 'built-messages',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const wanted = LANGUAGES.find((each) => request.url?.startsWith(`/${messagesPath(each)}`))
        if (!wanted) return next()
        response.setHeader('content-type', 'application/json')
        void messagesOf(wanted).then((text) => response.end(text), next)
      })
    },
    async generateBundle() {
      for (const language of LANGUAGES) {
        const source = await messagesOf(language)
        this.emitFile({ type: 'asset', fileName: messagesPath(language), source })
      }
    },
  }
}

async function messagesOf(language) {
  const { generateChromeMessagesText, parseMessagesFile } = await import('@wxt-dev/i18n/build')
  return generateChromeMessagesText(
    await parseMessagesFile(join(ROOT, 'locales', `${language}.yml`)),
  )
}

/** Serves the gallery, redrawn while one writes. @returns {Promise<string>} its address */
export async function serveGallery() {
  const { createServer } = await import('vite')
  const server = await createServer(await galleryConfig())
  await server.listen()
  return server.resolvedUrls?.local[0] ?? ''
}

/** Builds the gallery into out/gallery. @returns {Promise<string>} that folder */
export async function buildGallery() {
  const { build } = await import('vite')
  const config = await galleryConfig()
  await build(config)
  return config.build.outDir
}
