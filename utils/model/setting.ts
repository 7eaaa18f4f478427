import type { CaptureRules } from './capture-rule.ts'

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
  /** How the library shows links. */
  libraryView: 'list' as 'grid' | 'list' | 'compact',
  /** Tags whose inner tags the library's side bar hides. */
  closedTags: [] as number[],
  /** The highest id a tag ever had: one is not given twice, or undo would mix two tags up. */
  lastTagId: 0,
}
export type Settings = typeof DEFAULT_SETTINGS
export type SettingKey = keyof Settings
