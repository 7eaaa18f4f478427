import { type CommittedCapture, commitCapture } from '../db/commit-capture.ts'
import type { ThumbRow } from '../db/database.ts'
import { deleteJob, putJob } from '../db/jobs.ts'
import { setting } from '../db/queries.ts'
import { rekeyLinks } from '../db/rekey-links.ts'
import type { NewCapture, SavedCapture } from '../db/save-capture.ts'
import { canonicalIn } from '../links/canonical-link.ts'
import { urlKeyOf } from '../links/url-key.ts'
import type { CaptureOptions, MostBytes } from '../model/capture-options.ts'
import { LinkshotError, toLinkshotError } from '../model/error.ts'
import type { FrameCapture } from '../model/frame-capture.ts'
import type { KeepJob } from '../model/job.ts'
import type { Notice, Trigger } from '../model/snapshot.ts'
import { hasAllSites } from '../platform/permissions.ts'
import { type TabInfo, tabById } from '../platform/tabs.ts'
import { newUid } from '../shared/ids.ts'
import { answerFrames, beginMhtml, type Commit } from './answer-frames.ts'
import { type BuiltCapture, buildCapture, type EncodedPage, encodePage } from './build-capture.ts'
import { capturable } from './capturable.ts'
import { collectPage, NO_SCRIPT } from './collect-file.ts'
import { takeEarly } from './early-bodies.ts'
import { optionsFor } from './options-for.ts'
import { type Running, startRunning, stopRunning } from './running.ts'
import { takeScreenshot } from './take-screenshot.ts'
import { thumbnailOf, thumbRowOf } from './thumbnail.ts'
import { takeWholePicture } from './whole-picture/take-whole-picture.ts'
import { endPicturesOf } from './whole-picture/under-way.ts'

export interface CaptureRequest {
  tabId: number
  trigger: Trigger
  /** Names of tags for the link. */
  tags?: string[]
  /** The link to add the version to; by the page's address where it is left out. */
  linkId?: number
  notices?: Notice[]
  /** Selected text to add to the link's note. */
  quote?: string
  /** Whether the whole page is photographed; as the settings say where it is left out. */
  wholePicture?: boolean
  /** The frame of which only what is selected is kept. */
  selection?: number
  /** The act that asked for it: undone with that. */
  of?: string
  attempts?: number
}

export interface Captured extends SavedCapture {
  snapshot: string
}

interface UnderWay {
  capture: Promise<Captured>
  /** The frame whose selection it is about. */
  selection: number | undefined
  /** The page is stored; its frames are not answered yet. */
  stored: boolean
  /** Settles when they are. */
  over: Promise<void>
}

const underWay = new Map<number, UnderWay>()

/**
 * Keeps the page in a tab. What popup, shortcut, menu, typed links and command line all end in.
 * Resolves once documents, styles, text and picture are stored; the other bodies follow as a job.
 * @throws LinkshotError with the reason nothing was stored
 */
export function captureTab(request: CaptureRequest): Promise<Captured> {
  const same = underWay.get(request.tabId)
  // What was selected must not be lost to a click a moment before, nor the page to a selection.
  if (same && (same.stored || request.quote || request.selection !== same.selection))
    return same.over.then(() => captureTab(request))
  if (same) return same.capture
  const work = captureOnce(request)
  const entry: UnderWay = {
    capture: work.then(({ captured }) => captured),
    selection: request.selection,
    stored: false,
    over: work
      .then(({ answered }) => {
        entry.stored = true
        return answered
      })
      .catch(() => undefined)
      .finally(() => underWay.delete(request.tabId)),
  }
  underWay.set(request.tabId, entry)
  return entry.capture
}

async function captureOnce(
  request: CaptureRequest,
): Promise<{ captured: Captured; answered: Promise<void> }> {
  const startedAt = Date.now()
  const tab = await checkedTab(request.tabId)
  const asked = Promise.all([optionsFor(tab.url), hasAllSites()])
  // Awaited where a failure is cleaned up after.
  asked.catch(() => undefined)
  const intent = await noteIntent(tab, request, startedAt)
  await endPicturesOf(tab.id)
  const running = startRunning(tab.id, request.selection)
  try {
    const [{ most, ...others }, allSites] = await asked
    Object.assign(running, { most: most ?? {}, allSites })
    const run = { startedAt, intent: intent.id, options: most ? { ...others, most } : others }
    const commit = await captureAndSave(running, tab, request, run)
    const { linkId, actId, snapshot } = commit
    return { captured: { linkId, actId, snapshot }, answered: answerFrames(running, commit) }
  } catch (error) {
    // Told first: on a broken database the deletion fails too, and the frames would wait for ever.
    running.committed.reject(toLinkshotError(error))
    stopRunning(running)
    await deleteJob(intent.id)
    throw error
  }
}

async function checkedTab(tabId: number): Promise<TabInfo> {
  const tab = await tabById(tabId)
  if (!tab) throw new LinkshotError('tab-closed')
  const able = capturable(tab.url)
  if (!able.ok) throw new LinkshotError(able.reason, tab.url)
  return tab
}

async function noteIntent(tab: TabInfo, request: CaptureRequest, at: number): Promise<KeepJob> {
  const { trigger, attempts = 0, linkId = 0, tags = [], quote = '', wholePicture } = request
  const { id: tabId, url, title } = tab
  const job: KeepJob = {
    id: newUid(),
    kind: 'keep',
    tabId,
    url,
    title,
    trigger,
    linkId,
    tags,
    quote,
    ...(wholePicture === undefined ? {} : { wholePicture }),
    ...(request.selection === undefined ? {} : { selection: request.selection }),
    attempts,
    startedAt: at,
    updatedAt: at,
  }
  await putJob(job)
  return job
}

async function captureAndSave(
  running: Running,
  tab: TabInfo,
  request: CaptureRequest,
  { options, ...run }: { startedAt: number; intent: string; options: CaptureOptions },
): Promise<CommittedCapture & Commit> {
  const { selection, trigger } = request
  // A picture of the tab shows what was not selected, too.
  const small = selection === undefined
  const [page, { picture, thumb, ms }, wantsWhole] = await Promise.all([
    readPage(tab, running, options),
    takePictures(tab, small),
    request.wholePicture ?? setting('pictureOf').then((of) => of === 'page'),
    rekeyLinks(),
  ])
  const { captures } = page
  const uid = newUid()
  const facts = { uid, trigger, url: tab.url, title: tab.title, selection }
  const [built] = await Promise.all([
    buildCapture(page, {
      ...facts,
      capturedAt: run.startedAt,
      screenshot: picture,
      pictureMs: ms,
    }),
    stillThere(tab, captures.map(mainUrl).find(Boolean)),
  ])
  const fetching = captures.filter(({ run: name }) => name !== NO_SCRIPT).map(ownKey)
  // What nobody sees can't be photographed; what no script may enter can't be scrolled.
  const seen = fetching.length > 0 && picture !== undefined && selection === undefined && tab.active
  const whole = seen && wantsWhole
  const rows = rowsOf(built, thumb, tab, request, { ...run, fetching, whole, most: options.most })
  const early = await takeEarly(running, captures, running.mhtml === undefined)
  const committed = await commitCapture(rows, early)
  if (whole) takeWholePicture(tab.id, uid)
  return { ...committed, captures, snapshot: uid }
}

async function readPage(
  tab: TabInfo,
  running: Running,
  options: CaptureOptions,
): Promise<EncodedPage> {
  // What reports from now on is too late.
  const captures = [...(await collectPage(tab, running, options))]
  running.closed = true
  beginMhtml(running, captures)
  return encodePage(captures, running.allSites, options.most)
}

interface Pictures {
  picture?: Blob
  thumb?: ThumbRow | undefined
  /** What the large one took. */
  ms: number
}

/** Both are ready while the page is still being read, mostly. */
async function takePictures(tab: TabInfo, small: boolean): Promise<Pictures> {
  const startedAt = Date.now()
  const picture = await takeScreenshot(tab.id, await setting('screenshotFormat'))
  const ms = Date.now() - startedAt
  if (!picture) return { ms }
  const thumb = small ? await thumbnailOf(picture) : undefined
  return { picture, thumb: thumb && (await thumbRowOf(thumb)), ms }
}

/** A page left in the middle could give the picture of one address and the text of another. */
async function stillThere(tab: TabInfo, captured: string | undefined): Promise<void> {
  const now = await tabById(tab.id)
  if (!now) throw new LinkshotError('tab-closed')
  const pages = [tab.url, now.url, captured ?? tab.url].map((url) => url.replace(/#.*/, ''))
  if (pages[0] !== pages[1] && pages[2] !== pages[1]) throw new LinkshotError('tab-moved', now.url)
}

/** Frames report in any order. */
const mainUrl = ({ documents }: FrameCapture): string | undefined =>
  documents[0]?.key === '0' ? documents[0].url : undefined

const ownKey = ({ documents }: FrameCapture): string => documents[0]?.key ?? ''

/** Pages may write anything there, and every list reads it. */
const LONGEST_LANG = 35

interface RunFacts {
  startedAt: number
  intent: string
  fetching: string[]
  /** The whole page is photographed next. */
  whole: boolean
  /** What its owner's rules leave out. */
  most: MostBytes | undefined
}

function rowsOf(
  built: BuiltCapture,
  thumb: ThumbRow | undefined,
  tab: TabInfo,
  request: CaptureRequest,
  { startedAt, intent, fetching, whole, most }: RunFacts,
): NewCapture {
  const { snapshot, bodies, text, page } = built
  const now = Date.now()
  return {
    urlKey: urlKeyOf(snapshot.url),
    linkId: request.linkId || undefined,
    canonical: canonicalIn(page.documents[0]?.html ?? ''),
    lang: (page.documents[0]?.lang ?? '').slice(0, LONGEST_LANG),
    tags: request.tags ?? [],
    quote: request.quote ?? '',
    of: request.of ?? '',
    bodies,
    text,
    thumb,
    replaces: intent,
    snapshot: {
      ...snapshot,
      notices: [...(request.notices ?? []), ...snapshot.notices],
    },
    icon: '',
    job: {
      id: newUid(),
      kind: 'resources',
      snapshot: snapshot.uid,
      tabId: tab.id,
      fetching,
      wanted: page.wanted,
      ...(most ? { most } : {}),
      total: page.wanted.length,
      ...(whole ? { picture: { done: 0, of: 0 } } : {}),
      startedAt,
      updatedAt: now,
    },
  }
}
