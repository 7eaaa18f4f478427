/** Version of the stored format described in docs/SNAPSHOT-FORMAT.md. */
export const FORMAT_VERSION = 1

export const TRIGGERS = ['popup', 'shortcut', 'menu', 'link', 'command-line'] as const
export type Trigger = (typeof TRIGGERS)[number]

export const RESOURCE_KINDS = [
  'style',
  'image',
  'font',
  'media',
  'icon',
  'canvas',
  'frame',
  'document',
  'script',
] as const
export type ResourceKind = (typeof RESOURCE_KINDS)[number]

/** Why a part of a page is not in its snapshot; each has a sentence in locales under `missing`. */
export const MISSING_REASONS = [
  'no-permission',
  'http-error',
  'network',
  'timeout',
  'too-large',
  'blocked',
  'interrupted',
  'unreachable-frame',
  'not-loaded',
  'tainted-canvas',
  'font-from-memory',
  'unreadable',
  'disk-full',
  'too-many',
  'by-rule',
] as const
export type MissingReason = (typeof MISSING_REASONS)[number]

export interface Missing {
  kind: ResourceKind
  url: string
  reason: MissingReason
  /** What the machine said, such as an HTTP status; not translated. */
  detail?: string
}

/** What a reader should know of how a page was kept; each has a sentence in locales under `notice`. */
export const NOTICE_KINDS = [
  'redirected',
  'login-page',
  'consent-wall',
  'http-status',
  'changing',
  'picture-cut',
  'picture-disturbed',
  'picture-left',
  'picture-stopped',
  'picture-failed',
] as const

export interface Notice {
  kind: (typeof NOTICE_KINDS)[number]
  /** Where it was redirected to, or the status; '' for the others. */
  detail: string
}

/** A stored body that documents of the snapshot refer to as `cid:<cid>`. */
export interface Resource {
  cid: string
  kind: ResourceKind
  url: string
  type: string
  hash: string
  /** Raw length in bytes. */
  bytes: number
}

/** What HTML can't hold; applied by the viewer from outside the sandboxed frame. */
export interface FrameState {
  scrollX: number
  scrollY: number
}

/** The file a document was made from, where the browser shows something other than a page. */
export interface KeptFile {
  /** Name of the resource that holds it byte for byte. */
  cid: string
  /** What the browser took it for, such as 'application/pdf'. */
  type: string
}

/** One document of the page. The main one has the key '0', its first child frame '0.0'. */
export interface Frame {
  key: string
  url: string
  title: string
  /** Hash of the UTF-8 document in `blobs`. */
  html: string
  type: 'text/html' | 'application/xhtml+xml' | 'image/svg+xml'
  width: number
  height: number
  state: FrameState
  file?: KeptFile
  /** Hash of the record of its boxes in `blobs`; none where the page was too large to be compared. */
  boxes?: string
}

/** A strip of the picture of the whole page, in device pixels; each lies right under the one before. */
export interface Tile {
  /** Of an image in `blobs` that shows this strip and nothing else. */
  hash: string
  /** From the top of the page. */
  y: number
  width: number
  height: number
}

export interface Viewport {
  width: number
  height: number
  /** Device pixels per CSS pixel. */
  scale: number
}

/** Milliseconds of one capture, load time left out. */
export interface Timings {
  /** Trigger to first commit. */
  ack: number
  /** The page script's working time, summed over all frames. */
  page: number
  /** The page script's longest uninterrupted task. */
  longestTask: number
  /** Trigger to last resource; 0 until then. */
  complete: number
  /** What the picture of the tab took, the wait for it included; not in older rows. */
  picture?: number
}

/** Bytes of one capture. */
export interface Sizes {
  raw: number
  /** After compression, shared bodies counted once. */
  stored: number
  /** Stored bytes that no earlier snapshot had brought. */
  added: number
}

/** Why a snapshot has no score; each has a sentence in locales under `unverified`. */
export const UNVERIFIED_REASONS = [
  'no-record',
  'too-large',
  'timeout',
  'damaged',
  'selection',
] as const
export type UnverifiedReason = (typeof UNVERIFIED_REASONS)[number]

export const DIFFERENCE_KINDS = ['moved', 'gone', 'shown', 'image', 'font', 'frame'] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/** Something that is not in the replay as it was on the page. */
export interface Difference {
  kind: DifferenceKind
  /** Key of the frame it is in. */
  frame: string
  /** Which element of the replay, in the order of records; -1 for none. */
  element: number
  /** The element, as `main > article#a > img.wide`; the face of a font. */
  what: string
  /** Place and size, or a picture's size, in CSS pixels; empty for none. */
  expected: number[]
  found: number[]
}

/** What came of comparing the replay with the page as it was kept. */
export interface Verification {
  /** Visible boxes, and those within 1 px of where they were. */
  boxes: Share
  /** Documents, style sheets, images and the like, and those that are kept and can be shown. */
  resources: Share
  /** The first of them. */
  differences: Difference[]
  /** How many there are in all. */
  differing: number
  /** A rule left out what gives boxes their sizes: they count where they are shown at all. */
  loose?: true
}

export interface Share {
  total: number
  kept: number
}

/**
 * One version of a page. While `status` is 'partial' only resources, missing, notices, tiles, sizes, timings and
 * status may change. A complete snapshot changes once more, when its replay was verified: score and verification are
 * written then. After that only `deleted` changes.
 */
export interface Snapshot {
  uid: string
  format: number
  linkId: number
  url: string
  title: string
  capturedAt: number
  trigger: Trigger
  engine: string
  viewport: Viewport
  frames: Frame[]
  resources: Resource[]
  missing: Missing[]
  notices: Notice[]
  /** Hash of the visible tab's picture in `blobs`, '' if there is none. */
  screenshot: string
  /** Hash of its small picture and that one's name in `thumbs`; older rows have theirs under their uid. */
  thumb?: string
  /** The picture of the whole page from its top down; only where one was asked for and came to an end. */
  tiles?: Tile[]
  /** Hash of the visible text in `texts`. */
  text: string
  textLength: number
  /** Completeness from 0 to 1; null as long as the replay was not compared with the page. */
  score: number | null
  /** Where the score comes from, or why there is none. */
  verification?: Verification | { reason: UnverifiedReason }
  /** Only what was selected was kept. */
  selection?: true
  status: 'partial' | 'complete'
  deleted: 0 | 1
  timings: Timings
  sizes: Sizes
}

/** A content-addressed body. */
export interface StoredBlob {
  /** SHA-256 of the raw bytes, lower-case hex. */
  hash: string
  type: string
  encoding: 'gzip' | 'identity'
  /** ArrayBuffer under 1 MB, Blob above. */
  body: ArrayBuffer | Blob
  /** Raw length in bytes. */
  bytes: number
  /** Length of `body` in bytes. */
  stored: number
}

/** Under which name in `thumbs` a snapshot's small picture is, if it has one. */
export const thumbNameOf = ({ thumb, uid }: Pick<Snapshot, 'thumb' | 'uid'>): string => thumb ?? uid

/** Whether nobody photographed the page, so that its small picture is to be drawn. */
export const lacksPicture = ({
  screenshot,
  thumb,
}: Pick<Snapshot, 'screenshot' | 'thumb'>): boolean => screenshot === '' && thumb === undefined

/** Hashes of all bodies in `blobs` that a snapshot needs. */
export function bodiesOf({
  frames,
  resources,
  screenshot,
  tiles = [],
}: Pick<Snapshot, 'frames' | 'resources' | 'screenshot' | 'tiles'>): string[] {
  const documents = frames.flatMap(({ html, boxes }) => [html, boxes ?? ''])
  const named = [...resources, ...tiles].map(({ hash }) => hash)
  return [...documents, ...named, screenshot].filter(Boolean)
}
