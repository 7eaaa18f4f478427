/** The type a record is stored with. */
export const BOXES_TYPE = 'application/x-linkshot-boxes'

/** Border box of an element: place in the document and size, CSS pixels. */
export type Box = readonly [x: number, y: number, width: number, height: number]

/** An element as it stood: its box, `hidden` where nothing of it was to be seen, `moving` while it was animated. */
export interface PlacedElement {
  name: string
  at: Box | 'hidden' | 'moving'
}

/** How a document was laid out: what a replay is compared with. */
export interface BoxRecord {
  /** Width of the layout without scroll bar, CSS pixels. */
  width: number
  /** Every element in the order it is written: before its children, a shadow tree before those. */
  elements: PlacedElement[]
  /** Decoded pictures: which element, and its natural size. */
  images: [element: number, width: number, height: number][]
  /** Loaded font faces as `family|weight|style`. */
  fonts: string[]
}

/** Elements a reader may drop, empty or swap and nobody sees: they are no part of a record. */
export const UNRECORDED: ReadonlySet<string> = new Set(
  'base link meta noscript script style template title'.split(' '),
)

/** Boxes are kept in eighths of a CSS pixel. */
const UNIT = 8
/** 16 million CSS pixels; browsers lay out nothing beyond. */
const MAX = 2 ** 27

const HIDDEN = 0
const BOXED = 1
const MOVING = 2

/**
 * A record as bytes: a line of JSON, then for each element `name * 4 + state`, and for a box the steps from
 * the box before and its size, all as numbers of 7 bits a byte.
 */
export function encodeBoxes({
  width,
  elements,
  images,
  fonts,
}: BoxRecord): Uint8Array<ArrayBuffer> {
  const names = new Map<string, number>()
  // No list or box of its own for any element: there may be 50,000, and the page waits.
  const bytes: number[] = []
  let left = 0
  let top = 0
  for (const { name, at } of elements) {
    const index = names.get(name) ?? names.size
    names.set(name, index)
    const state = at === 'hidden' ? HIDDEN : at === 'moving' ? MOVING : BOXED
    putNumber(bytes, index * 4 + state)
    if (typeof at === 'string') continue
    const x = toUnits(at[0])
    const y = toUnits(at[1])
    putStep(bytes, x - left)
    putStep(bytes, y - top)
    putNumber(bytes, Math.max(0, toUnits(at[2])))
    putNumber(bytes, Math.max(0, toUnits(at[3])))
    left = x
    top = y
  }
  const head = JSON.stringify({ width, names: [...names.keys()], images, fonts })
  const line = new TextEncoder().encode(`${head}\n`)
  const whole = new Uint8Array(line.length + bytes.length)
  whole.set(line)
  whole.set(bytes, line.length)
  return whole
}

const toUnits = (px: number): number => Math.min(MAX, Math.max(-MAX, Math.round(px * UNIT) || 0))

const putStep = (bytes: number[], step: number): void =>
  putNumber(bytes, step < 0 ? -2 * step - 1 : 2 * step)

function putNumber(bytes: number[], value: number): void {
  // At most four times `MAX`, so whole numbers of 32 bits do.
  let rest = value
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128)
  bytes.push(rest)
}

/** A stored record, undefined where it can't be one. */
export function decodeBoxes(bytes: Uint8Array): BoxRecord | undefined {
  try {
    return decode(bytes)
  } catch {
    return undefined
  }
}

function decode(bytes: Uint8Array): BoxRecord {
  const end = bytes.indexOf(10)
  const { width, names, images, fonts } = readHead(JSON.parse(text(bytes.subarray(0, end))))
  const next = numbers(bytes, end + 1)
  const elements: PlacedElement[] = []
  let [left, top] = [0, 0]
  for (let head = next(); head !== undefined; head = next()) {
    const name = names[Math.floor(head / 4)]
    if (name === undefined) throw new RangeError('no such name')
    if (head % 4 !== BOXED) {
      elements.push({ name, at: head % 4 === MOVING ? 'moving' : 'hidden' })
      continue
    }
    left += signed(next())
    top += signed(next())
    const [w = 0, h = 0] = [next(), next()]
    elements.push({ name, at: [left / UNIT, top / UNIT, w / UNIT, h / UNIT] })
  }
  return { width, elements, images, fonts }
}

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

const signed = (value = 0): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2)

/** Reads one number after the other; undefined at the end. */
function numbers(bytes: Uint8Array, from: number): () => number | undefined {
  let at = from
  return () => {
    if (at >= bytes.length) return undefined
    let value = 0
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[at++]
      if (byte === undefined || unit > MAX * MAX) throw new RangeError('broken off')
      value += (byte % 128) * unit
      if (byte < 128) return value
    }
  }
}

interface Head extends Omit<BoxRecord, 'elements'> {
  names: string[]
}

/** Whatever a stored head says, these are texts and numbers. */
function readHead(head: Record<string, unknown>): Head {
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
  return {
    width: Number(head['width']) || 0,
    names: list(head['names']).map(String),
    fonts: list(head['fonts']).map(String),
    images: list(head['images']).map((image) => {
      const [element, width, height] = list(image).map(Number)
      return [element || 0, width || 0, height || 0]
    }),
  }
}
