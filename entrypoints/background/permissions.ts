import { drawAllBadges } from '../../utils/capture/badge.ts'
import { matchFontHook } from '../../utils/capture/font-hook/match-font-hook.ts'
import { continueLinks } from '../../utils/capture/link-queue.ts'
import { onNotificationClick } from '../../utils/platform/notifications.ts'
import { onPermissionsChanged } from '../../utils/platform/permissions.ts'
import { openPage } from '../../utils/platform/tabs.ts'

/** Call it synchronously when the background starts. */
export function listenToPermissions(): void {
  listenToNotifications()
  onPermissionsChanged(() => void permissionsChanged())
}

/** What was told there is looked up in the library. */
const listenToNotifications = (): void => onNotificationClick(() => void openPage('library.html'))

/** Goes on with what waited for a permission, and ends what had one. */
export async function permissionsChanged(): Promise<void> {
  listenToNotifications()
  await Promise.all([drawAllBadges(), continueLinks(), matchFontHook()])
}
