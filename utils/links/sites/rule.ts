/**
 * What is known of addresses of some hosts (docs/ADDRESSES.md names the sources). A rule says only what is
 * certain there: a parameter it does not name stays.
 */
export interface SiteRule {
  /** Whole names, a blank between them. */
  hosts: string
  /** The one host, by https, that all of them lead to. */
  home?: string
  /** Paths it holds for; all, if it says nothing. */
  path?: RegExp
  /** The path instead, with what `path` found. */
  as?: string
  /** A parameter to begin with, with what `path` found. */
  query?: string
  /** Parameters that alone say which page it is, where all are there: others go. */
  only?: string
  /** Parameters whose order means nothing, in the order they get. */
  first?: string
  /** Parameters that change nothing: names, beginnings with a star, whole ones with a value; '*' for all. */
  drop?: string
}
