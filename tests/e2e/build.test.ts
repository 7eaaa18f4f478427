import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import puppeteer from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { CHROMIUM } from '../support/extension.ts'

type Manifest = Record<string, unknown> & { permissions: string[] }

const folder = (name: string) => join(import.meta.dirname, '../../.output', name)
const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(join(folder(name), 'manifest.json'), 'utf8'))

const PERMISSION_KEYS = [
  'permissions',
  'optional_permissions',
  'host_permissions',
  'optional_host_permissions',
] as const

const permissionsOf = (manifest: Manifest) =>
  Object.fromEntries(PERMISSION_KEYS.map((key) => [key, manifest[key]]))

const INSTALL = [
  'activeTab',
  'scripting',
  'storage',
  'unlimitedStorage',
  'contextMenus',
  'alarms',
  'identity',
  'declarativeNetRequestWithHostAccess',
]

describe('the manifest', () => {
  it.each([
    [
      'chrome-mv3-production',
      {
        permissions: [...INSTALL, 'offscreen', 'sidePanel'],
        optional_permissions: ['bookmarks', 'notifications', 'pageCapture'],
        optional_host_permissions: ['<all_urls>'],
      },
    ],
    [
      'firefox-mv3-production',
      {
        permissions: INSTALL,
        optional_permissions: ['bookmarks', 'notifications'],
        optional_host_permissions: ['<all_urls>'],
      },
    ],
  ])('of %s asks for exactly this', (name, expected) => {
    expect(permissionsOf(manifestOf(name))).toEqual({ host_permissions: undefined, ...expected })
  })

  it.each(['chrome-mv3', 'firefox-mv3'])(
    'of %s differs in granted mode by permissions only',
    (name) => {
      const strip = (manifest: Manifest) => {
        const rest: Record<string, unknown> = { ...manifest }
        for (const key of PERMISSION_KEYS) delete rest[key]
        return rest
      }
      const [shipped, granted] = [manifestOf(`${name}-production`), manifestOf(`${name}-granted`)]
      expect(strip(granted)).toEqual(strip(shipped))
      expect(granted['host_permissions']).toEqual(shipped['optional_host_permissions'])
      expect(granted.permissions).toEqual([
        ...shipped.permissions,
        ...(shipped['optional_permissions'] as string[]),
      ])
    },
  )

  it.each(['chrome-mv3', 'firefox-mv3'])(
    'of %s comes with the same code in both modes: chunks are named by their content',
    (name) => {
      const files = (mode: string) =>
        readdirSync(folder(`${name}-${mode}`), { recursive: true })
          .map(String)
          .sort()
      expect(files('granted')).toEqual(files('production'))
    },
  )

  it.each(['chrome-mv3-production', 'firefox-mv3-production'])(
    'of %s puts no script into pages by itself, and shows pages no file',
    (name) => {
      const manifest = manifestOf(name)
      expect(manifest['content_scripts']).toBeUndefined()
      expect(manifest['web_accessible_resources']).toBeUndefined()
    },
  )

  it('of both browsers shows the library beside pages, and not unasked', () => {
    expect(manifestOf('chrome-mv3-production')['side_panel']).toEqual({
      default_path: 'library.html?side',
    })
    expect(manifestOf('firefox-mv3-production')['sidebar_action']).toMatchObject({
      default_panel: 'library.html?side',
      open_at_install: false,
    })
  })

  it('lets no remote or inline script into our pages', () => {
    const { extension_pages: policy } = manifestOf('chrome-mv3-production')[
      'content_security_policy'
    ] as { extension_pages: string }
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toMatch(/script-src[^;]*(?:unsafe|http|blob|data)/)
  })

  it('shows no warning at install, and one for each thing that is asked for', async () => {
    const shipped = manifestOf('chrome-mv3-production')
    const withAll = (...names: string[]) => ({
      ...shipped,
      permissions: [...shipped.permissions, ...names],
    })
    const sites = { ...withAll('pageCapture'), host_permissions: ['<all_urls>'] }
    expect(
      await warningsOf([shipped, sites, withAll('notifications'), withAll('bookmarks')]),
    ).toEqual([
      [],
      ['Read and change all your data on all websites'],
      ['Display notifications'],
      ['Read and change your bookmarks'],
    ])
  })
})

/** What Chromium itself would say of manifests; only a page with the management permission may ask. */
async function warningsOf(manifests: Manifest[]): Promise<string[][]> {
  const browser = await puppeteer.launch({
    executablePath: CHROMIUM,
    headless: true,
    pipe: true,
    enableExtensions: [join(import.meta.dirname, '../fixtures/manager')],
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const target = await browser.waitForTarget(
    (each) => each.type() === 'service_worker' && each.url().endsWith('/manager.js'),
  )
  const worker = await target.worker()
  const warnings = await worker?.evaluate(
    (texts: string[]) =>
      Promise.all(texts.map((text) => chrome.management.getPermissionWarningsByManifest(text))),
    manifests.map((manifest) => JSON.stringify(manifest)),
  )
  await browser.close()
  return warnings ?? []
}

declare const chrome: {
  management: { getPermissionWarningsByManifest(manifest: string): Promise<string[]> }
}

const DEXIE = 'dexie/dist/modern/dexie.min.mjs'
const PREACT = 'preact/dist/preact.mjs'
const HOOKS = 'preact/hooks/dist/hooks.mjs'
const POLYFILL = 'webextension-polyfill/dist/browser-polyfill.min.js'
const modules = (file: string) => join(import.meta.dirname, '../../node_modules', file)
const gzipOf = (file: string) => gzipSync(readFileSync(file)).length

describe('the built size', () => {
  it.each([
    ['page script', 'capture.js', 36, []],
    // Both know by which rules addresses are one page; the background also photographs whole pages, draws
    // small pictures, collects garbage in steps and opens thousands of links by turns, again where that helps, and reads pages for their links.
    // Sync is a third of it: signing in, merging, bodies on their way.
    // It also says how sync goes, and opens the library of whoever is signed in.
    ['popup', 'popup.html', 71, [DEXIE, PREACT, HOOKS, POLYFILL]],
    ['background', 'background.js', 140, [DEXIE, POLYFILL]],
  ])('of the %s stays within its budget', (name, entry, budget, libraries) => {
    const kilobytes = sizeWithImports(folder('chrome-mv3-production'), entry) / 1000
    const floor = libraries.reduce((sum, file) => sum + gzipOf(modules(file)), 0) / 1000
    const shown = `${kilobytes.toFixed(1)} kB gzip, budget ${budget} kB`
    console.info(`${name}: ${shown}, its bare libraries ${floor.toFixed(1)} kB`)
    expect(kilobytes).toBeLessThanOrEqual(budget)
  })
})

/** gzip size of a script, or of all scripts a page loads at its start: what it imports when it is asked for counts for nothing. */
function sizeWithImports(base: string, entry: string): number {
  const seen = new Set<string>()
  const visit = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    const text = readFileSync(join(base, file), 'utf8')
    const found = file.endsWith('.html')
      ? text.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)
      : text.matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)
    for (const [, name = ''] of found)
      visit(join(name.startsWith('.') ? join(file, '..') : '', name))
  }
  visit(entry)
  return [...seen]
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipOf(join(base, file)), 0)
}
