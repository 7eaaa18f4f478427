import type { Page } from 'puppeteer-core'
import type { Settings } from '../../../utils/model/setting.ts'
import type { BrowserName } from './declared.ts'

export interface Size {
  width: number
  height: number
}

export interface OpenedFile {
  page: Page
  /** What it has asked the network for so far. */
  requests(): string[]
}

/** A browser with the extension in it, and one beside it that has nothing but a fresh profile. */
export interface Subject {
  name: BrowserName
  /** Changes settings of the extension. */
  set(settings: Partial<Settings>): Promise<void>
  /** A tab of exactly 800×600, as its user sees it: its page is loaded and not yet ready. */
  openLive(url: string): Promise<Page>
  /** Keeps what `openLive` shows and waits for its last resource; gives the snapshot's uid. */
  keep(): Promise<string>
  /** What the browser itself would keep, if it can. */
  saveItself(): Promise<string | undefined>
  /** Forgets what the browser fetched, so that nothing reopened can live on it. */
  forget(): Promise<void>
  /** Opens a snapshot in the viewer with the kept page exactly as large as `size`. */
  openViewer(uid: string, lane: number, size: Size): Promise<Page>
  /** Opens a file where there is no network and no extension. */
  openFile(path: string, lane: number, size: Size): Promise<OpenedFile>
  close(): Promise<void>
}

export const VIEWPORT: Size = { width: 800, height: 600 }

/** Pages reopened at the same time, each in a window of its own. */
export const LANES = 2

export const KEPT_FRAME = 'iframe[data-role="page"]'

/** The window of a lane. */
export function laneOf<T>(windows: T[], lane: number): T {
  const found = windows[lane]
  if (!found) throw new Error(`there is no lane ${lane}`)
  return found
}
