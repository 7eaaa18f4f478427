import { browser } from './browser.ts'

/** Address of a file of the extension. */
export const assetUrl = (path: string): string =>
  // WXT types getURL by the built files' names; queries and hashes are not among them.
  (browser.runtime.getURL as (file: string) => string)(`/${path}`)

/** The browser's interface language, such as 'zh-CN'. */
export const uiLanguage = (): string => browser.i18n.getUILanguage()
