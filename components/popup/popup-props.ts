import type { ErrorReason } from '../../utils/model/error.ts'
import type { SitePermission } from '../ui/use-all-sites.ts'

/** What the popup's entrypoint finds out and can do. */
export interface PopupProps {
  tab: { id: number; url: string; title: string }
  /** Canonical form of the tab's address, '' if it has none. */
  urlKey: string
  /** Looser form of it. */
  similarKey: string
  capturable: { ok: true } | { ok: false; reason: ErrorReason }
  permission: SitePermission
  /** The keys that keep a page without the popup, '' if there are none. */
  shortcut: string
  /** The frame in which something is selected, -1 for none. */
  selection: Promise<number>
  openViewer: (snapshot: string) => void
  openLibrary: (hash: string) => void
  openOptions: (hash?: string) => void
}
