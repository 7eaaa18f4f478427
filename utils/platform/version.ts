import { browser } from './browser.ts'

/** The version in the manifest. */
export const extensionVersion = (): string => browser.runtime.getManifest().version
