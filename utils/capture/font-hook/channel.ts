/**
 * How the hook in the page's world reaches our own script beside it. Objects of script can't cross from one
 * world to the other, but DOM objects can: an EventTarget that was handed over before the page had a
 * listener anywhere is known to nobody else, and so are the events on it.
 */
export const EVENTS = {
  /** On the window: "here is our target", as `relatedTarget`. */
  offer: 'linkshot-offer',
  /** On the window: "whoever has one, offer it again". The two scripts may begin in either order. */
  ready: 'linkshot-ready',
  /** On the target from here on. It has arrived. */
  taken: 'taken',
  /** The face that the next bytes belong to. */
  face: 'face',
  bytes: 'bytes',
} as const

/** Bytes of fonts held for one document; more than any page makes, less than what would be felt. */
export const MOST_BYTES = 32 * 1024 * 1024
