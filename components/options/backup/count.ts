import { languageTag } from '../../../utils/i18n/t.ts'

/** A number as the language in use writes it. */
export const count = (number: number): string => number.toLocaleString(languageTag())
