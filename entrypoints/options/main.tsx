import { Options } from '../../components/options/options.tsx'
import { mount } from '../../components/ui/mount.tsx'
import { dropVersions } from '../../utils/db/drop-versions.ts'
// Imports of archives write, and so do old versions that go.
import '../../utils/db/track-library.ts'
import { openShortcutSettings, shortcuts } from '../../utils/platform/commands.ts'
import { dataConsent, redirectAddress } from '../../utils/platform/identity.ts'
import { notificationPermission } from '../../utils/platform/notifications.ts'
import { givenPermissions, sitePermission } from '../../utils/platform/permissions.ts'
import { isStorageSafe } from '../../utils/platform/storage.ts'
import { extensionVersion } from '../../utils/platform/version.ts'

async function open(): Promise<void> {
  const known = await shortcuts()
  await mount('options.pageTitle', () => (
    <Options
      permission={sitePermission}
      sites={givenPermissions}
      notifications={notificationPermission}
      isStorageSafe={isStorageSafe}
      dropVersions={dropVersions}
      dataConsent={dataConsent}
      signInAddress={redirectAddress}
      version={extensionVersion()}
      shortcuts={known}
      openShortcutSettings={() => void openShortcutSettings()}
    />
  ))
}

void open()
