import { readRules } from '../../model/capture-rule.ts'
import { readSavedSearches } from '../../model/saved-search.ts'
import type { SettingKey, Settings } from '../../model/setting.ts'
import type { SettingRow } from '../database.ts'
import { list, number, object, oneOf, type Shape, text, whole } from './shape.ts'

const VALUES: { [K in SettingKey]: Shape<Settings[K]> } = {
  language: oneOf('system', 'zh_CN', 'en'),
  theme: oneOf('system', 'light', 'dark'),
  screenshotFormat: oneOf('jpeg', 'png'),
  pictureOf: oneOf('visible', 'page'),
  catchFonts: oneOf(true, false),
  captureRules: readRules,
  welcomed: oneOf(true, false),
  linksPaused: oneOf(true, false),
  linksAtOnce: whole(1, 6),
  hostPause: number(0, 60),
  retryPause: number(0, 3600),
  notifyAtEnd: oneOf(true, false),
  fetchPages: oneOf('opened', 'recent', 'all'),
  meteredToo: oneOf(true, false),
  searchOldVersions: oneOf(true, false),
  lastTagId: whole(0),
  savedSearches: readSavedSearches,
  libraryView: oneOf('list', 'compact', 'grid'),
  closedTags: list(whole(0)),
  recentSearches: list(text()),
  linksApart: list(text(200)),
}

export const isSetting = (name: string): name is SettingKey => Object.hasOwn(VALUES, name)

/** One setting; each has its own kind of value. */
export const settingShape: Shape<SettingRow> = (value, where) => {
  const names = Object.keys(VALUES) as SettingKey[]
  const { key } = object<{ key: SettingKey }>({ key: oneOf(...names) })(value, where)
  return object<{ key: string; value: unknown }>({ key: oneOf(key), value: VALUES[key] })(
    value,
    where,
  )
}
