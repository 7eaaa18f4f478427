import { keepAddress, keepAgain, retryLinks } from '../../utils/capture/add-address.ts'
import { addAddresses } from '../../utils/capture/add-addresses.ts'
import { drawAllBadges } from '../../utils/capture/badge.ts'
import { receiveEarly } from '../../utils/capture/early-bodies.ts'
import { matchFontHook } from '../../utils/capture/font-hook/match-font-hook.ts'
import { keepPage } from '../../utils/capture/keep-page.ts'
import { keepVisibly } from '../../utils/capture/keep-visibly.ts'
import { keepTabs, keepWindow } from '../../utils/capture/keep-window.ts'
import {
  continueLinks,
  dismissLinks,
  hurryLinks,
  stopDropped,
} from '../../utils/capture/link-queue.ts'
import { receiveResources } from '../../utils/capture/receive-resources.ts'
import { reportFrame } from '../../utils/capture/running.ts'
import { receiveDrawing, receiveVerification } from '../../utils/capture/verify-snapshots.ts'
import { stopPicture } from '../../utils/capture/whole-picture/under-way.ts'
import { freeSpace } from '../../utils/db/collect-garbage.ts'
import { restoreDropped } from '../../utils/db/dropped-jobs.ts'
import {
  deleteLinks,
  editLinks,
  restoreLinks,
  tagLinks,
  trashLinks,
} from '../../utils/db/link-acts.ts'
import { mergeLinks } from '../../utils/db/merge-links.ts'
import { putSetting } from '../../utils/db/settings.ts'
import {
  colourTag,
  createTag,
  deleteTags,
  mergeTags,
  moveTag,
  renameTag,
} from '../../utils/db/tag-acts.ts'
import '../../utils/db/track-library.ts'
import { undoAct } from '../../utils/db/undo.ts'
import type { Handlers } from '../../utils/messaging/receive.ts'
import type { SettingKey } from '../../utils/model/setting.ts'
import { stayAwake } from '../../utils/platform/stay-awake.ts'
import { cloudHandlers, fetchOtherwise, sync } from './cloud.ts'
import { indexHandlers } from './indexing.ts'
import { redrawMenu } from './menu.ts'
import { permissionsChanged } from './permissions.ts'

/** For acts after which a page counts as kept or no longer does; nobody waits for the marks. */
async function remark<T>(act: Promise<T>): Promise<T> {
  const done = await act
  void drawAllBadges()
  return done
}

/** For acts after which links are gone: what was being opened for them is closed. */
async function leaving<T>(act: Promise<T>): Promise<T> {
  const done = await remark(act)
  await stopDropped()
  return done
}

/** What the queue of typed links goes by. */
const QUEUE_SETTINGS = new Set<SettingKey>(['linksPaused', 'linksAtOnce', 'hostPause'])

/** One line a message: who does it. */
export const handlers: Handlers = {
  'keep-tab': keepPage,
  'stop-picture': async ({ snapshot }) => stopPicture(snapshot),
  'keep-address': ({ url, title }) => keepAddress(url, title),
  'retry-link': ({ linkId }) => retryLinks([linkId]),
  'retry-links': ({ linkIds }) => retryLinks(linkIds),
  'hurry-links': ({ linkIds }) => hurryLinks(linkIds),
  'add-links': ({ urls, ...options }) => addAddresses(urls, options),
  'keep-again': ({ linkIds }) => keepAgain(linkIds),
  'keep-visibly': ({ linkId }) => stayAwake(keepVisibly(linkId)),
  'dismiss-link-jobs': ({ linkIds }) => dismissLinks(linkIds),
  'keep-window': ({ windowId }) => keepWindow(windowId),
  'keep-tabs': ({ tabs, tags }) => keepTabs(tabs, tags),
  'edit-links': ({ linkIds, patch }) => editLinks(linkIds, patch),
  'tag-links': ({ linkIds, add, remove }) => tagLinks(linkIds, add, remove),
  'trash-links': ({ linkIds }) => leaving(trashLinks(linkIds)),
  'restore-links': ({ linkIds }) => remark(restoreLinks(linkIds)),
  'delete-links': ({ linkIds }) => leaving(deleteLinks(linkIds)),
  'merge-links': ({ keep, others }) => leaving(mergeLinks(keep, others)),
  'create-tag': ({ path }) => createTag(path),
  'rename-tag': ({ tagId, name }) => renameTag(tagId, name),
  'colour-tag': ({ tagId, colour }) => colourTag(tagId, colour),
  'move-tag': ({ tagId, parent }) => moveTag(tagId, parent),
  'merge-tags': ({ from, into }) => mergeTags(from, into),
  'delete-tags': ({ tagIds }) => deleteTags(tagIds),
  'free-space': () => stayAwake(freeSpace()),
  'undo': async ({ actId }) => {
    if (await restoreDropped(actId)) return continueLinks()
    await undoAct(actId)
    await Promise.all([stopDropped(), drawAllBadges()])
  },
  'set-setting': async ({ key, value }) => {
    await putSetting(key, value)
    if (key === 'language') await redrawMenu()
    if (key === 'catchFonts') await matchFontHook()
    if (key === 'fetchPages') await fetchOtherwise()
    if (key === 'meteredToo') sync()
    if (QUEUE_SETTINGS.has(key)) await continueLinks()
  },
  'permissions-changed': permissionsChanged,
  ...cloudHandlers,
  ...indexHandlers,
  'verified': ({ snapshot, verification }) => receiveVerification(snapshot, verification),
  'drawn': ({ snapshot, picture }) => receiveDrawing(snapshot, picture),
  'page-frame': ({ capture }, sender) => reportFrame(sender, capture),
  'page-early': ({ run, outcomes, done }, { tabId }) => receiveEarly(tabId, run, outcomes, done),
  'page-resources': (delivery, { tabId }) => receiveResources(tabId, delivery),
}
