import { languageTag, type MessageKey, t } from '../../../utils/i18n/t.ts'
import type { Chip } from '../../../utils/search/query/describe-chips.ts'

/** What a chip says, in words. */
export function chipText(chip: Chip): string {
  const text = plainText(chip)
  return chip.negated ? t('chip.not', text) : text
}

function plainText({ kind, labels, parts }: Chip): string {
  const [value = ''] = labels
  switch (kind) {
    case 'any':
      return value
    case 'or':
    case 'and':
      return parts.map(partText).reduce((before, part) => t(`chip.${kind}`, before, part))
    case 'is':
      return t(`chip.${value}` as MessageKey)
    case 'has':
      return t(`chip.has${value.charAt(0).toUpperCase()}${value.slice(1)}` as MessageKey)
    case 'tag':
      return t('chip.tag', labels.join(' / '))
    case 'lang':
      return t('chip.lang', languageName(value))
    case 'before':
    case 'after':
    case 'on':
      return t(`chip.${kind}`, dayText(value))
    default:
      return t(`chip.${kind}`, value)
  }
}

/** A group inside of another one is told apart by its parentheses. */
const partText = (chip: Chip): string =>
  chip.parts.length > 0 ? `(${chipText(chip)})` : chipText(chip)

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(languageTag(), { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

const UNITS: Record<string, Intl.RelativeTimeFormatUnit> = {
  d: 'day',
  w: 'week',
  m: 'month',
  y: 'year',
}

/** 'yesterday', '3 weeks ago', 'May 2024'. */
function dayText(value: string): string {
  const [, count, unit = ''] = /^(\d+)([dwmy])$/.exec(value) ?? []
  const name = UNITS[unit]
  if (name) {
    const format = new Intl.RelativeTimeFormat(languageTag(), { numeric: 'auto' })
    return format.format(-Number(count), name)
  }
  const [year = 0, month, day] = value.split('-').map(Number)
  return new Intl.DateTimeFormat(languageTag(), {
    year: 'numeric',
    ...(month ? { month: 'short' } : {}),
    ...(day ? { day: 'numeric' } : {}),
  }).format(new Date(year, (month ?? 1) - 1, day ?? 1))
}
