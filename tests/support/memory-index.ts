import { type IndexedLink, partsOf } from '../../utils/search/index/document.ts'
import {
  type IndexReader,
  NO_POSTINGS,
  type Postings,
} from '../../utils/search/index/index-reader.ts'
import { readTerms, type TermLookup } from '../../utils/search/index/terms.ts'

interface Entry {
  freq: number
  fields: number
}

interface MemoryIndex extends IndexReader {
  /** Puts a link in, or in place of what it was. */
  put(link: IndexedLink): void
  remove(id: number): void
  /** Says that a link changed and that nobody indexed it. */
  change(id: number): void
  /** All terms that any link has. */
  terms(): Set<string>
}

/** An index that is as simple as can be: what real ones are compared with, and what searches are tested on. */
export function memoryIndex(links: IndexedLink[] = []): MemoryIndex {
  const terms = new Map<number, Map<string, Entry>>()
  const changed = new Set<number>()
  let revision = 1
  const put = (link: IndexedLink): void => {
    changed.delete(link.id)
    terms.set(link.id, termsIn(link))
    revision++
  }
  const lengthOf = (id: number): number =>
    [...(terms.get(id)?.values() ?? [])].reduce((sum, { freq }) => sum + freq, 0)
  for (const link of links) put(link)
  return {
    put,
    remove(id) {
      terms.delete(id)
      revision++
    },
    change: (id) => void changed.add(id),
    terms: () => new Set([...terms.values()].flatMap((own) => [...own.keys()])),
    postings: async (lookup) => postingsOf(terms, lookup),
    frequency: async (lookup) => postingsOf(terms, lookup).docs.length,
    lengths: async (docs) => docs.map(lengthOf),
    totals: async () => {
      const sum = [...terms.keys()].reduce((total, id) => total + lengthOf(id), 0)
      return { documents: terms.size, averageLength: terms.size > 0 ? sum / terms.size : 0 }
    },
    unindexed: async () => ({ changed: new Set(changed), below: 0 }),
    revision: async () => revision,
  }
}

function termsIn(link: IndexedLink): Map<string, Entry> {
  const terms = new Map<string, Entry>()
  for (const { field, folded } of partsOf(link))
    readTerms(folded, (from, to) => {
      const term = folded.slice(from, to)
      const { freq, fields } = terms.get(term) ?? { freq: 0, fields: 0 }
      terms.set(term, { freq: freq + 1, fields: fields | field })
    })
  return terms
}

/** 15 stands for more. */
const MOST = 15

function postingsOf(
  terms: Map<number, Map<string, Entry>>,
  { term, prefix }: TermLookup,
): Postings {
  const found: { id: number; freq: number; fields: number }[] = []
  for (const [id, own] of terms) {
    const entries = entriesOf(own, term, prefix)
    if (entries.length === 0) continue
    const freq = entries.reduce((sum, entry) => sum + Math.min(entry.freq, MOST), 0)
    const fields = entries.reduce((all, entry) => all | entry.fields, 0)
    found.push({ id, freq: Math.min(freq, MOST), fields })
  }
  if (found.length === 0) return NO_POSTINGS
  found.sort((a, b) => b.id - a.id)
  return {
    docs: Float64Array.from(found, ({ id }) => id),
    freqs: Uint8Array.from(found, ({ freq }) => freq),
    fields: Uint8Array.from(found, ({ fields }) => fields),
  }
}

function entriesOf(own: Map<string, Entry>, term: string, prefix: boolean): Entry[] {
  if (!prefix) return [own.get(term) ?? []].flat()
  return [...own].flatMap(([each, entry]) => (each.startsWith(term) ? entry : []))
}
