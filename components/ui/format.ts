import { languageTag, t } from '../../utils/i18n/t.ts'

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
]

/** 'just now', '5 minutes ago', 'yesterday'; the date itself after a week. */
export function relativeTime(at: number, now = Date.now()): string {
  const ago = Math.max(0, now - at)
  if (ago < 60_000) return t('ui.justNow')
  if (ago > 7 * 86_400_000) return shortDate(at, now)
  const [unit, ms] = STEPS.findLast(([, size]) => ago >= size) ?? ['minute', 60_000]
  const format = new Intl.RelativeTimeFormat(languageTag(), { numeric: 'auto' })
  return format.format(-Math.floor(ago / ms), unit)
}

/** 'in 40 seconds', 'in 3 minutes'. */
export function timeUntil(at: number, now = Date.now()): string {
  const seconds = Math.max(1, Math.ceil((at - now) / 1000))
  const format = new Intl.RelativeTimeFormat(languageTag())
  if (seconds <= 90) return format.format(seconds, 'second')
  return format.format(Math.round(seconds / 60), 'minute')
}

const DAY = { day: 'numeric', month: 'short' } as const
const DAY_OF_YEAR = { ...DAY, year: 'numeric' } as const
const MOMENT = { dateStyle: 'medium', timeStyle: 'short' } as const

/** Making one takes longer than a hundred uses of it, and every row of a list uses two. */
const formats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = languageTag() + Object.keys(options)
  const format = formats.get(name) ?? new Intl.DateTimeFormat(languageTag(), options)
  formats.set(name, format)
  return format
}

/** Day and month, with the year if it is another one. */
export function shortDate(at: number, now = Date.now()): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return dateFormat(sameYear ? DAY : DAY_OF_YEAR).format(at)
}

/** Full date with hours and minutes. */
export const dateTime = (at: number): string => dateFormat(MOMENT).format(at)

/** '98%'; only all of it is 100 %. */
export const percent = (share: number): string =>
  (Math.floor(share * 100) / 100).toLocaleString(languageTag(), { style: 'percent' })

const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/** '340 kB', '1.2 MB'. */
export function byteSize(bytes: number): string {
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const number = (bytes / 1000 ** power).toLocaleString(languageTag(), {
    maximumFractionDigits: power > 1 ? 1 : 0,
  })
  return `${number} ${UNITS[power]}`
}

/** The host of an address without 'www.', or the address itself if it has none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') || url : url
}
