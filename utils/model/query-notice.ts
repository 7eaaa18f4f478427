/** What a reader of a search should know of how it was understood; each has a sentence in locales under `query`. */
export const QUERY_REASONS = [
  'unclosed-quote',
  'unclosed-group',
  'unopened-group',
  'missing-operand',
  'no-value',
  'bad-date',
  'bad-site',
  'bad-language',
  'unknown-value',
  'second-scope',
  'too-deep',
] as const
export type QueryReason = (typeof QUERY_REASONS)[number]

/** A part of the typed text in UTF-16 units, its end not included. */
export interface Span {
  from: number
  to: number
}

/** Nothing here stops a search: what could not be understood is left out of it. */
export interface QueryNotice {
  reason: QueryReason
  at: Span
  /**
   * The key with its colon and the value, as they were typed, and what may be said there: $1, $2 and $3. $4 is the first
   * two together: a browser takes `$1$2` for a name.
   */
  values: [key: string, value: string, choices: string]
}
