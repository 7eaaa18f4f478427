import { number, text } from './shape.ts'

/** Uids, ids of jobs and acts, names of settings. */
export const key = text(200, /^[\w.:-]+$/)
export const hash = text(64, /^[0-9a-f]{64}$/)
export const hashOrNone = text(64, /^(?:[0-9a-f]{64})?$/)

/** What a Date can hold; beyond it screens would throw. Acts of one millisecond are told apart by fractions. */
export const time = number(0, 8.64e15)

/** A colour by name or by its numbers, and nothing that could be loaded. */
export const colour = text(100, /^(?!.*url)[\w .,()%/#-]*$/i)

/** Addresses a screen may link to: a `javascript:` or `data:` one would run where it is clicked. */
export const address = text(
  undefined,
  /^(?:https?|file|ftp|about|view-source|chrome|edge|brave|opera|vivaldi|(?:chrome|moz)-extension):/i,
)
