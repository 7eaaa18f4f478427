import { FindPanel } from '../../components/find/find-panel.tsx'
import { mount } from '../../components/ui/mount.tsx'
import { viewerAddress } from '../../components/ui/viewer-address.ts'
import { openPage } from '../../utils/platform/tabs.ts'

/** Opens a page of ours and gets out of its way. */
const leaveFor = (path: string) => void openPage(path).then(() => window.close())

/** In the popup's window: finds without leaving the page in front. */
export const openFinder = (): Promise<void> =>
  mount('popup.search', () => (
    <FindPanel
      open={({ link: { id, latest }, older }, q) => {
        const version = older?.uid ?? latest
        leaveFor(version === '' ? `library.html#/all?link=${id}` : viewerAddress(version, q))
      }}
      showAll={(q) => leaveFor(`library.html#/all?q=${encodeURIComponent(q)}`)}
      close={() => history.back()}
    />
  ))
