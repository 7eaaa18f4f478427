import type { CaptureRules } from './capture-rule.ts'
import type { SavedSearch } from './saved-search.ts'

/** All settings with their defaults; stored one row each. */
export const DEFAULT_SETTINGS = {
  language: 'system' as 'system' | 'zh_CN' | 'en',
  theme: 'system' as 'system' | 'light' | 'dark',
  screenshotFormat: 'jpeg' as 'jpeg' | 'png',
  /** How much of a page is photographed. */
  pictureOf: 'visible' as 'visible' | 'page',
  /** Whether fonts that scripts make from bytes are caught as they are made. */
  catchFonts: false as boolean,
  /** What is left out of kept pages; read it by `readRules`. */
  captureRules: { all: {}, sites: [] } as CaptureRules,
  welcomed: false as boolean,
  /** Whether no typed link is opened until somebody says so. */
  linksPaused: false as boolean,
  /** How many typed links are opened at a time: 1 to 6. */
  linksAtOnce: 2,
  /** Seconds between two pages of one host. */
  hostPause: 1,
  /** Seconds until a typed link is tried again for the first time; no screen shows it. */
  retryPause: 10,
  /** Whether the browser tells when the links added together are through. */
  notifyAtEnd: false as boolean,
  /** Whose pages are fetched before somebody opens them; texts and small pictures always are. */
  fetchPages: 'opened' as 'opened' | 'recent' | 'all',
  /** Whether pages are sent, and fetched unasked, where traffic is limited, too. */
  meteredToo: false as boolean,
  /** Whether words are looked for in older versions, too. */
  searchOldVersions: false as boolean,
  /** How the library shows links. */
  libraryView: 'list' as 'grid' | 'list' | 'compact',
  /** Searches in the library's side bar; read them by `readSavedSearches`. */
  savedSearches: [] as SavedSearch[],
  /** Tags whose inner tags the library's side bar hides. */
  closedTags: [] as number[],
  /** What was searched for in the library, the last first. */
  recentSearches: [] as string[],
  /** Links that somebody said are not one page: uids of two, a blank between them. */
  linksApart: [] as string[],
  /** The highest id a tag ever had: one is not given twice, or undo would mix two tags up. */
  lastTagId: 0,
}
export type Settings = typeof DEFAULT_SETTINGS
export type SettingKey = keyof Settings

/** Settings that are the user's rather than the browser's: they follow to other browsers. */
export const SYNCED_SETTINGS = [
  'screenshotFormat',
  'pictureOf',
  'captureRules',
  'linksAtOnce',
  'hostPause',
  'libraryView',
  'savedSearches',
] as const satisfies readonly SettingKey[]
