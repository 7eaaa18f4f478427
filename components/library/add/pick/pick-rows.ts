import { foldText } from '../../../../utils/search/index/fold.ts'
import { hostOf } from '../../../ui/format.ts'
import type { PickItem } from './pick-item.ts'

/** Which lines are shown. */
export interface PickFilter {
  words: string
  /** Only what is not in the library. */
  fresh: boolean
  /** Only links of this site, '' for all. */
  site: string
  /** Only these: what was chosen when it was asked for. */
  only: ReadonlySet<string> | undefined
}

export const NO_FILTER: PickFilter = { words: '', fresh: false, site: '', only: undefined }

/** A line of the list: a link, or the heading of some with all that are shown below it. */
export type PickRow =
  | { kind: 'link'; item: PickItem }
  | { kind: 'group'; group: string; items: PickItem[] }

/** The lines to show, each group under its heading. */
export function rowsOf(
  items: readonly PickItem[],
  filter: PickFilter,
  isKept: (key: string) => boolean,
): PickRow[] {
  const words = foldText(filter.words).split(' ').filter(Boolean).map(formsOf)
  const shown = items.filter((item) => {
    if (filter.fresh && isKept(item.key)) return false
    if (filter.site !== '' && hostOf(item.url) !== filter.site) return false
    if (filter.only && !filter.only.has(item.key)) return false
    return words.length === 0 || matches(item, words)
  })
  const members = Map.groupBy(shown, ({ group }) => group)
  // In the order of all, whatever is shown of them.
  const groups = new Set(items.map(({ group }) => group))
  return [...groups].flatMap((group) => rowsIn(group, members.get(group) ?? []))
}

function rowsIn(group: string | undefined, items: PickItem[]): PickRow[] {
  const links = items.map((item) => ({ kind: 'link' as const, item }))
  const headed = group !== undefined && items.length > 0
  return headed ? [{ kind: 'group', group, items }, ...links] : links
}

/** Folding twenty thousand titles at every key would be felt. */
const folded = new WeakMap<PickItem, string>()

/** The text of a link as filters see it. */
export function searchedText(item: PickItem): string {
  const known = folded.get(item)
  if (known !== undefined) return known
  const text = foldText(`${item.title}\n${readable(item.url)}\n${item.tags.join('\n')}`)
  folded.set(item, text)
  return text
}

/** Each word in one of its forms. */
function matches(item: PickItem, words: string[][]): boolean {
  const text = searchedText(item)
  return words.every((forms) => forms.some((form) => text.includes(form)))
}

/** A word as it was typed, and as a list shows it where it was copied from an address. */
const formsOf = (word: string): string[] => [word, ...addressForms(word)]

function addressForms(word: string): string[] {
  const shown = foldText(readable(word)).replace(/^www\.(?=.)/, '')
  // Addresses hold names in other letters as 'xn--…'.
  const isAscii = /^[!-~]*$/.test(shown)
  const name = isAscii || !URL.canParse(`http://${shown}`) ? '' : new URL(`http://${shown}`).host
  return [shown, ...(name.includes('xn--') ? [name] : [])].filter(Boolean)
}

/** An address as it reads. */
export function readable(url: string): string {
  const short = url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/^([^/?#]+)\/$/, '$1')
  if (!short.includes('%')) return short
  try {
    return decodeURI(short)
  } catch {
    return short
  }
}

/** The links a line stands for. */
export const itemsIn = (row: PickRow): PickItem[] => (row.kind === 'group' ? row.items : [row.item])

/** The links of lines, those that can be added. */
export const choosable = (rows: readonly PickRow[]): PickItem[] =>
  rows.flatMap((row) => (row.kind === 'link' && !row.item.reason ? [row.item] : []))
