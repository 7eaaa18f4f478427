import type { FrameState, KeptFile, Missing, ResourceKind, Viewport } from './snapshot.ts'

/** A body the page's documents refer to as `cid:<cid>` and that still has to be fetched. */
export interface Wanted {
  cid: string
  url: string
  kind: ResourceKind
  /** What the page itself would name as Referer of the request, '' for nothing. */
  referrer?: string
  /** Whatever the browser's MHTML has at this address may be another picture. */
  misnamed?: true
  /** Of a style sheet: the encoding it is in where it doesn't say so itself. */
  charset?: string
}

/** A body only the page has, or has at hand: rewritten style sheets, canvas pixels, inline frames. */
export interface OwnResource {
  cid: string
  url: string
  kind: ResourceKind
  type: string
  body: Blob
}

/** A child document the frame refers to as `cid:frame-<key>`. */
export interface ChildFrame {
  key: string
  url: string
  width: number
  height: number
  /** Place of its upper left corner in the parent's viewport, CSS pixels. */
  x: number
  y: number
  /** What the frame seems to show, for one that no script may enter. */
  file?: KeptFile
}

/** One document as the page script read it. */
export interface DocumentCapture {
  key: string
  url: string
  title: string
  lang: string
  type: 'text/html' | 'application/xhtml+xml' | 'image/svg+xml'
  html: string
  text: string
  width: number
  height: number
  state: FrameState
  file?: KeptFile
  /** Record of its layout (docs/SNAPSHOT-FORMAT.md). */
  boxes?: Blob | undefined
  children: ChildFrame[]
  /** The page changed it faster than it could be read. */
  changing?: boolean
  /** Pictures nobody may read, at their place in this document's viewport. */
  crops?: Crop[]
}

/** A picture to be cut out of the tab's, CSS pixels of its document's viewport. */
export interface Crop {
  cid: string
  kind: 'canvas' | 'image'
  x: number
  y: number
  width: number
  height: number
}

/**
 * All one frame's script read: its own document first, then those of child frames it may read directly
 * (about:blank and srcdoc) because no script of ours runs there.
 */
export interface FrameCapture {
  /** Known to this run of the script only; ties later messages to it. */
  run: string
  documents: DocumentCapture[]
  own: OwnResource[]
  wanted: Wanted[]
  missing: Missing[]
  viewport: Viewport
  /** Names of pictures left to the browser's MHTML, and fetched where the answer to this doesn't name them. */
  mhtml?: string[]
  /** Milliseconds of work and of the longest uninterrupted piece of it. */
  ms: { total: number; longest: number }
}

/** What the page script's fetch of a wanted body came to; `url` is where it came from in the end. */
export type FetchOutcome =
  | { cid: string; ok: true; type: string; body: Blob; url?: string }
  | { cid: string; ok: false; reason: Missing['reason']; detail?: string }
