import type { TermLookup } from './terms.ts'

/** In which parts of a link a term is: one bit each. */
export const IN_TITLE = 1
export const IN_NOTE = 2
export const IN_ADDRESS = 4
export const IN_TEXT = 8

/** Where a term is; the three have an entry for each link. */
export interface Postings {
  /** Ids of links, the newest first. */
  docs: Float64Array
  /** How often it is there, in all parts together; 15 stands for more. */
  freqs: Uint8Array
  /** Bits of the parts it is in. */
  fields: Uint8Array
}

/** Links whose words the index does not have, or has as they were: whoever searches looks at them itself. */
export interface Unindexed {
  /** Changed since, perhaps deleted. */
  changed: ReadonlySet<number>
  /** While the index is built, the newest first, all links with a smaller id; 0 once it is there. */
  below: number
}

/**
 * The full-text index as a search sees it. To find what `matchText(…, words, exact)` finds:
 *
 * 1. `unindexed()` first: a link that is indexed meanwhile is then seen twice, and none is missed.
 * 2. `termsOfWords(words, exact)` says what to look up. A link matches only if it is in the postings of **all** its
 *    lookups. Without any (`->`) no index helps: all links are candidates.
 * 3. A `chain` of terms (a phrase, three Chinese characters and more) is looked up by `phrase`. Else, where they are not
 *    `certain` (`c++17`), candidates are looked at with
 *    `matchText`; else they match. Which parts have the word tell `fields`; parts of one candidate may come from several
 *    lookups, so a word in the title only is a candidate where each of them has `IN_TITLE`.
 * 4. Links of step 1 are never taken from postings: they are looked at themselves.
 *
 * Tags are not in the index: they are few, and renaming one would index all of its links anew. Match the paths of tags
 * (with `matchText`) and add the links that hold those found, as `any` words are looked for in tags, too.
 *
 * Links in the trash and of all versions kept so far are in it; what a link's row says is not.
 * Postings of one call agree with each other. Between two calls a segment may be merged, or links be indexed.
 */
export interface IndexReader {
  postings(lookup: TermLookup): Promise<Postings>
  /**
   * Where terms stand one behind the other (`chain` of `termsOfWords`): just those links that have the words, how often,
   * and the parts that have all of the terms, one of which has them in a row.
   */
  phrase?(chain: readonly TermLookup[]): Promise<Postings>
  /**
   * About how many links have a term, deleted ones included: to look up the rarest first. Cheaper than its postings,
   * above all for prefixes.
   */
  frequency(lookup: TermLookup): Promise<number>
  /** How many terms each of these links has; 0 for those not in the index. For ranking. */
  lengths(docs: Float64Array): Promise<Float64Array>
  /** Of the links in the index: how many there are, and how many terms they have on average. */
  totals(): Promise<{ documents: number; averageLength: number }>
  unindexed(): Promise<Unindexed>
  /** Another number after each change: what was kept from before is to be asked for again. */
  revision(): Promise<number>
}

export const NO_POSTINGS: Postings = {
  docs: new Float64Array(),
  freqs: new Uint8Array(),
  fields: new Uint8Array(),
}
