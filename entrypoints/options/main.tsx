import { Options } from '../../components/options/options.tsx'
import { mount } from '../../components/ui/mount.tsx'
import { openShortcutSettings, shortcuts } from '../../utils/platform/commands.ts'
import {
  dropAllSites,
  hasAllSites,
  onPermissionsChanged,
  requestAllSites,
} from '../../utils/platform/permissions.ts'
import { extensionVersion } from '../../utils/platform/version.ts'

const permission = {
  has: hasAllSites,
  request: requestAllSites,
  drop: dropAllSites,
  onChange: onPermissionsChanged,
}

async function open(): Promise<void> {
  const known = await shortcuts()
  await mount('options.pageTitle', () => (
    <Options
      permission={permission}
      version={extensionVersion()}
      shortcuts={known}
      openShortcutSettings={() => void openShortcutSettings()}
    />
  ))
}

void open()
