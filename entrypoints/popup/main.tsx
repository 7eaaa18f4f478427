import { Popup } from '../../components/popup/popup.tsx'
import { mount } from '../../components/ui/mount.tsx'
import { capturable } from '../../utils/capture/capturable.ts'
import { findSelection } from '../../utils/capture/find-selection.ts'
import { similarKeyOf } from '../../utils/links/similar-key.ts'
import { urlKeyOrNone } from '../../utils/links/url-key.ts'
import { keepShortcut } from '../../utils/platform/commands.ts'
import { sitePermission } from '../../utils/platform/permissions.ts'
import { activeTab, openPage } from '../../utils/platform/tabs.ts'

/** Opens a page of ours and gets out of its way. */
const leaveFor = (path: string) => void openPage(path).then(() => window.close())

async function open(): Promise<void> {
  const [tab, shortcut] = await Promise.all([activeTab(), keepShortcut()])
  const { id = -1, url = '', title = '' } = tab ?? {}
  // Asked for beside the drawing: nobody waits for it.
  const selection = capturable(url).ok ? findSelection(id) : Promise.resolve(-1)
  await mount('app.name', () => (
    <Popup
      tab={{ id, url, title }}
      urlKey={urlKeyOrNone(url)}
      similarKey={similarKeyOf(url)}
      capturable={capturable(url)}
      permission={sitePermission}
      shortcut={shortcut}
      selection={selection}
      openViewer={(snapshot) => leaveFor(`viewer.html?snapshot=${snapshot}`)}
      openLibrary={(hash) => leaveFor(`library.html${hash}`)}
      openOptions={(hash = '') => leaveFor(`options.html${hash}`)}
    />
  ))
}

void open()
