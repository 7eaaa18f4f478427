import type { SitePermission } from '../ui/use-all-sites.ts'
import type { LinkSources } from './add/sources/link-sources.ts'
import type { ExportLinks } from './export/export-format.ts'
import type { View } from './route.ts'

/** What the library's entrypoint can do. */
export interface LibraryProps {
  permission: SitePermission
  sources: LinkSources
  /** The keys that keep a page, '' if there are none. */
  shortcut: Promise<string>
  /** The view that was used last. */
  lastView: View
  /** @param q the search by which it was found */
  openViewer: (snapshot: string, q: string) => void
  openAddress: (url: string) => void
  exportLinks: ExportLinks
}
