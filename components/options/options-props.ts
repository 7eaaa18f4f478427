import type { SitePermission } from '../ui/use-all-sites.ts'
import type { NotificationPermission } from './typed-links.tsx'
import type { GivenSites } from './use-given-sites.ts'

/** Firefox's consent to send the library to its owner's project; elsewhere there is nothing to ask. */
export interface DataConsent {
  has: () => Promise<boolean>
  /** Must run in the click itself. */
  request: () => Promise<boolean>
}

/** What the page needs of the browser, as its entrypoint hands it over. */
export interface OptionsProps {
  permission: SitePermission
  sites: GivenSites
  notifications: NotificationPermission
  /** Whether the browser leaves what is stored alone when its disk runs full. */
  isStorageSafe: () => Promise<boolean>
  /** Removes old versions, as one act; it runs in this page, which writes imports as well. */
  dropVersions: (uids: string[]) => Promise<{ actId: string }>
  dataConsent: DataConsent
  /** The address at which a sign-in ends, which a project has to allow. */
  signInAddress: () => string
  version: string
  /** Names of commands and their keys, '' where none are set. */
  shortcuts: { name: string; keys: string }[]
  openShortcutSettings: () => void
}
