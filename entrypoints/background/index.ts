import { defineBackground } from 'wxt/utils/define-background'
import { drawBadge } from '../../utils/capture/badge.ts'
import { matchFontHook } from '../../utils/capture/font-hook/match-font-hook.ts'
import { continueLinks, NEXT_TRY } from '../../utils/capture/link-queue.ts'
import { goOn, resumeAll, tabClosed } from '../../utils/capture/resume.ts'
import { collectGarbage } from '../../utils/db/collect-garbage.ts'
import { rekeyLinks } from '../../utils/db/rekey-links.ts'
import { receive } from '../../utils/messaging/receive.ts'
import { onOmniboxEnter, onOmniboxInput } from '../../utils/platform/omnibox.ts'
import { onOnline } from '../../utils/platform/online.ts'
import { stayAwake } from '../../utils/platform/stay-awake.ts'
import { onTabRemoved, onTabUpdated, openPage } from '../../utils/platform/tabs.ts'
import {
  onAlarm,
  onAlarmAt,
  onBrowserStart,
  onCommand,
  onInstalled,
  onMenuClick,
} from '../../utils/platform/triggers.ts'
import { listenForSync } from './cloud.ts'
import { handlers } from './handlers.ts'
import { listenForIndexing } from './indexing.ts'
import { redrawMenu } from './menu.ts'
import { enterText, offerFor } from './omnibox.ts'
import { listenToPermissions } from './permissions.ts'
import { commandGiven, menuClicked } from './triggers.ts'

// Every listener is registered before anything is awaited: a worker woken by an event gets it only then. It is one script,
// not modules that it shares with pages: these hold more than it needs, a tenth of all that is loaded at each start.
export default defineBackground({
  main() {
    receive(handlers)
    onCommand((command, tab) => void commandGiven(command, tab))
    onMenuClick((click) => void menuClicked(click))
    onOmniboxInput(offerFor)
    onOmniboxEnter((text, where) => void enterText(text, where))
    onTabUpdated((tab) => void drawBadge(tab))
    onTabRemoved((tabId) => void tabClosed(tabId))
    listenToPermissions()
    // What a closed browser left behind is resumed by any start of the worker; its language may be another.
    onBrowserStart(() => void redrawMenu())
    onInstalled((reason) => {
      void redrawMenu()
      if (reason === 'install') void openPage('welcome.html')
    })
    onAlarmAt(NEXT_TRY, () => void continueLinks())
    onOnline(() => void continueLinks())
    listenForSync()
    listenForIndexing()
    onAlarm('finish-idle', 1, () => void goOn())
    onAlarm('collect-garbage', 24 * 60, () => void stayAwake(collectGarbage()))
    // An update makes the browser forget it, an import may bring the setting.
    void matchFontHook()
    void stayAwake(resumeAll())
    // New rules for addresses came with an update.
    void stayAwake(rekeyLinks())
  },
})
