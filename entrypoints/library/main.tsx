import type { LinkSources } from '../../components/library/add/sources/link-sources.ts'
import { startFirst } from '../../components/library/first-rows.ts'
import { LibraryPages } from '../../components/library/page/library-pages.tsx'
import { startSearch } from '../../components/library/search/search-links.ts'
import { mount } from '../../components/ui/mount.tsx'
import { viewerAddress } from '../../components/ui/viewer-address.ts'
import { linksOfPage } from '../../utils/capture/page-links.ts'
import { bookmarkTree } from '../../utils/platform/bookmarks.ts'
import { keepShortcut } from '../../utils/platform/commands.ts'
import { openTabs } from '../../utils/platform/open-tabs.ts'
import { bookmarkPermission, sitePermission } from '../../utils/platform/permissions.ts'
import { openPage, openTab } from '../../utils/platform/tabs.ts'
import { exportLinks } from './export-links.ts'
import { openFinder } from './open-finder.tsx'

const sources: LinkSources = {
  tabs: openTabs,
  pageLinks: linksOfPage,
  bookmarks: { ...bookmarkPermission, tree: bookmarkTree },
}

/** Beside a page there is no room for pictures. */
const isBeside = location.search === '?side'

async function open(): Promise<void> {
  // Beside what `mount` reads: nothing of the two waits for the other.
  startFirst(location.hash)
  startSearch(location.hash)
  const shortcut = keepShortcut()
  await mount('library.pageTitle', ({ libraryView }) => (
    <LibraryPages
      lastView={isBeside ? 'compact' : libraryView}
      permission={sitePermission}
      sources={sources}
      shortcut={shortcut}
      openViewer={(snapshot, q) => void openPage(viewerAddress(snapshot, q))}
      openAddress={(url) => void openTab(url)}
      exportLinks={exportLinks}
    />
  ))
}

void (location.hash === '#/find' ? openFinder() : open())
