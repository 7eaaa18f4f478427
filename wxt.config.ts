import preact from '@preact/preset-vite'
import type { Plugin } from 'vite'
import { defineConfig, type UserManifest } from 'wxt'
import { MODERN_DEXIE } from './scripts/build/modern-dexie.ts'
import { trimAuth } from './scripts/build/trim-auth.ts'

/** Development key: it fixes the Chromium extension id so that tests and profiles can name it. */
const CHROMIUM_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxmbsLO67k6QMjEfxXX4u25fSjqjL49sZ/pwaEf1A6I91Mhs88i91Jx4bRlLAkqMeMZw9K92TMZHcSJuiOEW+bfaXXGx75K0X9T1Xs6WRFGkjCBEwKOOqZPndnCcmp9mCjKnNdyKwmkVXObyHZ3qypZl5FTk0N1e7OP0cAfUX1rYuZ+yMyNOmDb8wzSV0x72fbdg1SvBoKcoirrdFCxnQ4aVB/7HixYxd6ChEJUpUSZ8MwopBpEhoaJRn+3PGryVyEBzdYtArcr7JK3AvcPDPMduHX0eyOSn3Csk+739MQYL4M+5PIBjnd4n7I0206IuD/bcoa1UQozRcHUBEbhKZAQIDAQAB'

const GECKO_ID = 'linkshot@linkshot.dev'

/**
 * One policy for every page of ours. Kept documents are shown from blob: URLs, which inherit it, so it
 * is also what stops a kept page from running a script or reaching the network. `connect-src` has to stay
 * open for the background's own fetches; viewer.html closes it again for itself.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "object-src 'none'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline' blob: data:",
  "font-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "frame-src 'self' blob: data:",
  "connect-src 'self' https: http: data: blob:",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ')

/** The library beside the page that is read; it is the same one, narrow. */
const SIDE_PAGE = 'library.html?side'
const SIDE = { default_title: '__MSG_app_name__', default_icon: 'icon/32.png' }

/** Permissions held from install on; none of them shows a warning. */
const INSTALL_PERMISSIONS = [
  'activeTab',
  'scripting',
  'storage',
  'unlimitedStorage',
  'contextMenus',
  'alarms',
  'identity',
  'declarativeNetRequestWithHostAccess',
]

/** What leaves the computer once the library is synced; Firefox asks for it when somebody signs in. */
const DATA_COLLECTION = {
  required: ['none'],
  optional: ['websiteContent', 'browsingActivity', 'bookmarksInfo', 'authenticationInfo'],
}

/**
 * The manifest of one build.
 * @param browser 'chrome', 'edge' or 'firefox'
 * @param mode 'production' ships; 'granted' holds the optional permissions from install on (tests and
 * the command line, where nobody can answer a prompt)
 */
function manifestFor(browser: string, mode: string): UserManifest {
  const firefox = browser === 'firefox'
  const granted = mode === 'granted'
  const optional = ['bookmarks', 'notifications', ...(firefox ? [] : ['pageCapture'])]
  const install = firefox ? INSTALL_PERMISSIONS : [...INSTALL_PERMISSIONS, 'offscreen', 'sidePanel']
  return {
    name: '__MSG_app_name__',
    description: '__MSG_app_description__',
    default_locale: 'en',
    permissions: granted ? [...install, ...optional] : install,
    ...(granted
      ? { host_permissions: ['<all_urls>'] }
      : { optional_permissions: optional, optional_host_permissions: ['<all_urls>'] }),
    content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
    action: { default_title: '__MSG_app_action__' },
    commands: {
      'keep-page': {
        suggested_key: { default: 'Alt+Shift+S' },
        description: '__MSG_command_keepPage__',
      },
      'open-library': {
        suggested_key: { default: 'Alt+Shift+L' },
        description: '__MSG_command_openLibrary__',
      },
      // Without keys: browsers give an extension four at most, and the free ones are few.
      'keep-window': { description: '__MSG_command_keepWindow__' },
      'add-selection-as-note': { description: '__MSG_command_addSelectionAsNote__' },
    },
    omnibox: { keyword: 'ls' },
    ...(firefox
      ? { sidebar_action: { ...SIDE, default_panel: SIDE_PAGE, open_at_install: false } }
      : { side_panel: { default_path: SIDE_PAGE } }),
    ...(firefox
      ? {
          browser_specific_settings: {
            gecko: {
              id: GECKO_ID,
              strict_min_version: '140.0',
              data_collection_permissions: DATA_COLLECTION,
            },
          },
        }
      : {
          key: CHROMIUM_KEY,
          minimum_chrome_version: '123',
          message_serialization: 'structured_clone',
        }),
  } as UserManifest
}

/** Vite builds development JSX in any mode but 'production'; tests are to run what ships. */
const sameInEveryMode: Plugin = {
  name: 'same-in-every-mode',
  enforce: 'post',
  config: (_config, { command }) =>
    command === 'build' ? { oxc: { jsx: { development: false } } } : {},
}

/** A page asks for all of its parts at once, not level by level; nothing is preloaded for what is imported later. */
const PAGES_ONLY = {
  polyfill: false,
  resolveDependencies: (_: string, parts: string[], { hostType }: { hostType: 'html' | 'js' }) =>
    hostType === 'html' ? parts : [],
}

/**
 * Pages that are waited for are bundled each by itself: one script and one style sheet instead of thirty files that it
 * shares with others. Each file costs a millisecond or more before anything is drawn.
 */
const ALONE = ['library', 'popup', 'viewer']

const isAlone = ({ name }: { name: string }): boolean => ALONE.includes(name)

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  // The granted mode differs from the shipped one in its permissions only; it exists because a
  // headless browser can't answer the permission prompt.
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}-{{mode}}',
  vite: () => ({
    plugins: [
      preact({ prefreshEnabled: false, devToolsEnabled: false }),
      sameInEveryMode,
      trimAuth,
    ],
    resolve: { alias: [MODERN_DEXIE] },
    build: { modulePreload: PAGES_ONLY, sourcemap: false, target: 'es2022' },
  }),
  hooks: {
    'entrypoints:grouped': (_wxt, groups) => {
      const pages = groups.findIndex((group) => Array.isArray(group) && group.some(isAlone))
      const group = [groups[pages] ?? []].flat()
      if (group.length > 0)
        groups.splice(
          pages,
          1,
          group.filter((page) => !isAlone(page)),
          ...group.filter(isAlone).map((page) => [page]),
        )
    },
  },
  manifest: ({ browser, mode }) => manifestFor(browser, mode),
  zip: { excludeSources: ['bench/**', 'out/**', 'docs/pictures/**'] },
})
