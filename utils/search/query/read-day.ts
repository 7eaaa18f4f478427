import { DAYS, lookUp, UNITS } from './vocabulary.ts'

const ABSOLUTE = /^([12]\d{3})(?:[-/.年](\d\d?)(?:[-/.月](\d\d?)日?|月)?|年)?$/
const AGO = /^(\d{1,3})(\D{1,2}?)前?$/

/** The canonical form of a typed day, month, year or time ago; undefined for anything else. */
export function readDay(typed: string): string | undefined {
  const text = typed.normalize('NFKC').toLowerCase()
  const named = lookUp(DAYS, text)
  if (named) return named
  const [, count, unit = ''] = AGO.exec(text) ?? []
  const known = lookUp(UNITS, unit)
  if (known) return `${Number(count)}${known}`
  const [, ...parts] = ABSOLUTE.exec(text) ?? []
  const iso = parts.flatMap((part) => part?.padStart(2, '0') ?? []).join('-')
  return isDay(iso) ? iso : undefined
}

/** There is no 30th of February. */
function isDay(iso: string): boolean {
  const date = new Date(`${iso}-01-01`.slice(0, 10))
  return iso !== '' && date.toJSON()?.startsWith(iso)
}
