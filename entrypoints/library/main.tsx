import { Library } from '../../components/library/library.tsx'
import { mount } from '../../components/ui/mount.tsx'
import { keepShortcut } from '../../utils/platform/commands.ts'
import { sitePermission } from '../../utils/platform/permissions.ts'
import { openPage, openTab } from '../../utils/platform/tabs.ts'

async function open(): Promise<void> {
  const shortcut = await keepShortcut()
  await mount('library.pageTitle', () => (
    <Library
      permission={sitePermission}
      shortcut={shortcut}
      openViewer={(snapshot) => void openPage(`viewer.html?snapshot=${snapshot}`)}
      openAddress={(url) => void openTab(url)}
    />
  ))
}

void open()
