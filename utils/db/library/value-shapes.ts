import { text, whole } from './shape.ts'

/** Uids, ids of jobs and acts, names of settings. */
export const key = text(200, /^[\w.:-]+$/)
export const hash = text(64, /^[0-9a-f]{64}$/)
export const hashOrNone = text(64, /^(?:[0-9a-f]{64})?$/)

/** What a Date can hold; beyond it screens would throw. */
export const time = whole(0, 8.64e15)

/** Addresses a screen may link to: a `javascript:` or `data:` one would run where it is clicked. */
export const address = text(
  undefined,
  /^(?:https?|file|ftp|about|view-source|chrome|edge|brave|opera|vivaldi|(?:chrome|moz)-extension):/i,
)
