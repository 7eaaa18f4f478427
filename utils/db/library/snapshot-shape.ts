import { LinkshotError } from '../../model/error.ts'
import {
  DIFFERENCE_KINDS,
  type Difference,
  FORMAT_VERSION,
  type Frame,
  type FrameState,
  type KeptFile,
  MISSING_REASONS,
  type Missing,
  NOTICE_KINDS,
  type Notice,
  RESOURCE_KINDS,
  type Resource,
  type Share,
  type Sizes,
  type Snapshot,
  type Tile,
  type Timings,
  TRIGGERS,
  UNVERIFIED_REASONS,
  type UnverifiedReason,
  type Verification,
  type Viewport,
} from '../../model/snapshot.ts'
import { either, list, number, object, oneOf, type Shape, text, whole } from './shape.ts'
import { address, hash, hashOrNone, key, time } from './value-shapes.ts'

const length = number(-1e12, 1e12)
const amount = number(0, 1e15)

const format: Shape<number> = (value, where) => {
  const found = whole(1)(value, where)
  if (found > FORMAT_VERSION) throw new LinkshotError('zip-newer', `snapshot format ${found}`)
  return found
}

const frame = object<Frame>(
  {
    key: text(1000),
    url: text(),
    title: text(),
    html: hash,
    type: oneOf('text/html', 'application/xhtml+xml', 'image/svg+xml'),
    width: length,
    height: length,
    state: object<FrameState>({ scrollX: length, scrollY: length }),
    file: object<KeptFile>({ cid: text(1000), type: text(255) }),
    boxes: hash,
  },
  ['file', 'boxes'],
)

const resource = object<Resource>({
  cid: text(1000),
  kind: oneOf(...RESOURCE_KINDS),
  url: text(),
  type: text(),
  hash,
  bytes: amount,
})

const missing = object<Missing>(
  {
    kind: oneOf(...RESOURCE_KINDS),
    url: text(),
    reason: oneOf(...MISSING_REASONS),
    detail: text(),
  },
  ['detail'],
)

const share = object<Share>({ total: amount, kept: amount })

const difference = object<Difference>({
  kind: oneOf(...DIFFERENCE_KINDS),
  frame: text(1000),
  element: whole(-1),
  what: text(1000),
  expected: list(length, 4),
  found: list(length, 4),
})

const verified = object<Verification>(
  {
    boxes: share,
    resources: share,
    differences: list(difference, 1000),
    differing: whole(0),
    loose: oneOf(true),
  },
  ['loose'],
)

const unverified = object<{ reason: UnverifiedReason }>({ reason: oneOf(...UNVERIFIED_REASONS) })

const verification = either(
  unverified,
  verified,
  (value) => typeof value === 'object' && value !== null && 'reason' in value,
)

/** A screen makes room for what they say before it has read one. */
const pixels = whole(0, 1_000_000)
const tile = object<Tile>({ hash, y: pixels, width: pixels, height: pixels })

export const snapshotFields = {
  uid: key,
  format,
  linkId: whole(0),
  url: address,
  title: text(),
  capturedAt: time,
  trigger: oneOf(...TRIGGERS),
  engine: text(),
  viewport: object<Viewport>({ width: length, height: length, scale: length }),
  frames: list(frame, 100_000),
  resources: list(resource, 100_000),
  missing: list(missing, 100_000),
  notices: list(object<Notice>({ kind: oneOf(...NOTICE_KINDS), detail: text() }), 1000),
  screenshot: hashOrNone,
  thumb: hash,
  tiles: list(tile, 1000),
  text: hashOrNone,
  textLength: amount,
  score: either(oneOf(null), number(0, 1), (value) => value === null),
  verification,
  selection: oneOf(true),
  status: oneOf('partial', 'complete'),
  deleted: oneOf(0, 1),
  timings: object<Timings>(
    { ack: amount, page: amount, longestTask: amount, complete: amount, picture: amount },
    ['picture'],
  ),
  sizes: object<Sizes>({ raw: amount, stored: amount, added: amount }),
} satisfies { [K in keyof Snapshot]-?: Shape<Exclude<Snapshot[K], undefined>> }

const OPTIONAL = ['tiles', 'verification', 'thumb', 'selection'] as const

export const snapshotShape = object<Snapshot>(snapshotFields, [...OPTIONAL])
