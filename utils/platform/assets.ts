import { browser } from './browser.ts'

/** Address of a file of the extension. */
export const assetUrl = (path: string): string =>
  browser.runtime.getURL(`/${path}`)

/** The browser's interface language, such as 'zh-CN'. */
export const uiLanguage = (): string => browser.i18n.getUILanguage()
