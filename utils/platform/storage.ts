import { browser } from './browser.ts'

/** Browsers clear no storage of an extension with this permission, whatever they say of persistence. */
export async function isStorageSafe(): Promise<boolean> {
  const unlimited = await browser.permissions.contains({ permissions: ['unlimitedStorage'] })
  return unlimited || navigator.storage.persisted()
}
