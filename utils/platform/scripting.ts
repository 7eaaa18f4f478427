import type { ScriptPublicPath } from 'wxt/utils/inject-script'
import { within } from '../shared/wait.ts'
import { browser } from './browser.ts'
import { canSaveMhtml } from './picture.ts'

/** What one frame's run of the page script came to. */
export interface FrameRun {
  frameId: number
  result: unknown
}

/** How the page script runs. */
export interface ScriptRun {
  /** All sites may be entered: what the browser's MHTML holds will be taken from there, if it has such. */
  allSites: boolean
  /** Every frame we may enter where it is left out. */
  frameIds?: number[]
  /** Only what is selected is kept. */
  selection?: true
}

/**
 * Runs the page script in every frame of a tab we may enter, or in some of them.
 * @returns one entry per frame that ran it to its end
 */
export async function runPageScript(
  tabId: number,
  { allSites, frameIds, selection }: ScriptRun,
): Promise<FrameRun[]> {
  const files: ScriptPublicPath[] = ['/capture.js']
  if (selection) files.unshift('/selection.js')
  if (allSites && canSaveMhtml()) files.unshift('/mhtml.js')
  const results = await browser.scripting.executeScript({
    target: frameIds ? { tabId, frameIds } : { tabId, allFrames: true },
    files,
    injectImmediately: true,
  })
  return results.map(({ frameId, result }) => ({ frameId, result }))
}

/** Runs a function with one argument in every frame we may enter, or in one of them. */
export async function tellFrames<T>(
  tabId: number,
  func: (given: T) => void,
  given: T,
  frameId?: number,
): Promise<void> {
  await browser.scripting.executeScript({
    target: frameId === undefined ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] },
    func,
    args: [given],
    injectImmediately: true,
  })
}

/** Runs a function without arguments in every frame we may enter; gives what each returned, and which it is. */
export async function askFrames<T>(
  tabId: number,
  func: () => T,
): Promise<{ frameId: number; answer: T }[]> {
  try {
    const target = { tabId, allFrames: true }
    const results = await browser.scripting.executeScript({ target, func, injectImmediately: true })
    return results.map(({ frameId, result }) => ({ frameId, answer: result as T }))
  } catch {
    return []
  }
}

/** Runs a function without arguments in every frame we may enter; gives what each returned. */
export async function runInFrames<T>(tabId: number, func: () => T): Promise<T[]> {
  try {
    const target = { tabId, allFrames: true }
    const results = await browser.scripting.executeScript({ target, func })
    return results.map(({ result }) => result as T)
  } catch {
    return []
  }
}

/** Runs a function without arguments in the main frame; undefined where we may not enter. */
export async function runInPage<T>(tabId: number, func: () => T): Promise<T | undefined> {
  try {
    const [first] = await browser.scripting.executeScript({ target: { tabId }, func })
    return first?.result as T | undefined
  } catch {
    return undefined
  }
}

/** Whether the main frame of a tab answers a script within some milliseconds, loaded or not. */
export async function answersScripts(tabId: number, ms: number): Promise<boolean> {
  const answer = browser.scripting
    .executeScript({ target: { tabId }, func: () => true, injectImmediately: true })
    // Where none may run, nothing is known of whether one could.
    .then(() => true)
    .catch(() => true)
  return within(answer, ms, false)
}

/** A script that runs in all pages and frames of all sites, before any script of theirs. */
export interface EarlyScript {
  id: string
  file: string
  /** In the page's own world or in ours. */
  world: 'MAIN' | 'ISOLATED'
}

/** The early scripts the browser knows; it forgets them when the extension is updated. */
export const earlyScripts = {
  async ids(): Promise<string[]> {
    return (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id)
  },
  async add(scripts: EarlyScript[]): Promise<void> {
    const registered = scripts.map(({ id, file, world }) => ({
      id,
      world,
      js: [file],
      matches: ['<all_urls>'],
      allFrames: true,
      // Frames without an address of their own: about:blank, srcdoc, blob: and data:.
      matchOriginAsFallback: true,
      runAt: 'document_start' as const,
      persistAcrossSessions: true,
    }))
    await browser.scripting.registerContentScripts(registered)
  },
  remove: (ids: string[]): Promise<void> => browser.scripting.unregisterContentScripts({ ids }),
}
