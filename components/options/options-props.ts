import type { SitePermission } from '../ui/use-all-sites.ts'
import type { NotificationPermission } from './typed-links.tsx'
import type { GivenSites } from './use-given-sites.ts'

/** What the page needs of the browser, as its entrypoint hands it over. */
export interface OptionsProps {
  permission: SitePermission
  sites: GivenSites
  notifications: NotificationPermission
  /** Whether the browser leaves what is stored alone when its disk runs full. */
  isStorageSafe: () => Promise<boolean>
  version: string
  /** Names of commands and their keys, '' where none are set. */
  shortcuts: { name: string; keys: string }[]
  openShortcutSettings: () => void
}
