import fc from 'fast-check'
import { expect, it } from 'vitest'
import { db } from '../../../../utils/db/database.ts'
import { type IndexedLink, partsOf } from '../../../../utils/search/index/document.ts'
import { foldText } from '../../../../utils/search/index/fold.ts'
import { openIndex } from '../../../../utils/search/index/open-index.ts'
import { runIndexer } from '../../../../utils/search/index/run-indexer.ts'
import { type TermLookup, termsOfWords } from '../../../../utils/search/index/terms.ts'
import { matchText } from '../../../../utils/search/query/match-text.ts'
import { linkRow } from '../../../support/library-rows.ts'
import { putPage, searchedLinks } from '../../../support/searched-library.ts'

const PARTS = [
  ...['软件', '軟體', '开发', '開發', '与', '后', '後', '台', '中国', '人', '，', '。'],
  ...['ひらがな', 'カタカナ', 'ー', 'ｶﾞ', '한국어', '문서', '𠮷野家'],
  ...[
    'open',
    'Opening',
    'web',
    'C++',
    'C#',
    'node.js',
    '--load-extension',
    'foo-bar',
    'std::vector',
  ],
  ...['open web', 'web', 'web', ' a ', 'a', '软件软件', '开开'],
  ...['Crème', 'brûlée', 'Ελλάς', '2024', '12:30', '€', '🎉', ' ', ' ', '\n', '(', '/', '_'],
]
const text = fc.array(fc.constantFrom(...PARTS), { maxLength: 25 }).map((parts) => parts.join(''))

/** Links that all lookups have in common. */
async function candidates(words: string, exact: boolean): Promise<Set<number>> {
  const index = openIndex()
  const { lookups } = termsOfWords(words, exact)
  const lists = await Promise.all(lookups.map((lookup) => index.postings(lookup)))
  const [first, ...rest] = lists.map(({ docs }) => new Set(docs))
  return new Set([...(first ?? [])].filter((id) => rest.every((each) => each.has(id))))
}

/** Links where terms stand one behind the other. */
const inARow = async (chain: TermLookup[]): Promise<number[]> => {
  const { docs = [] } = (await openIndex().phrase?.(chain)) ?? {}
  return [...docs].reverse()
}

const scan = (links: IndexedLink[], words: string, exact: boolean): number[] =>
  links
    .filter(({ title, note, url, text: body }) =>
      [title, note, url, decodeURI(url), body].some((each) => matchText(each, words, exact)),
    )
    .map(({ id }) => id)

/** Parts of what is there, one to six characters long, and words as they are. */
function asked(links: IndexedLink[], seed: number): string[] {
  const all = links.flatMap((link) => partsOf(link).map(({ folded }) => [...folded]))
  const cut = (folded: string[], at: number): string => {
    const from = (seed * 31 + at * 17) % Math.max(1, folded.length)
    return folded.slice(from, from + 1 + ((seed + at) % 6)).join('')
  }
  return [...new Set([...all.map(cut), ...PARTS])].filter((words) => foldText(words).trim() !== '')
}

it('finds every link that a scan finds, and where that is certain no other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 12 }),
      fc.nat(999),
      async (texts, seed) => {
        await db.delete()
        await db.open()
        for (const [n, body] of texts.entries()) {
          await putPage(n, body)
          // Some in segments of their own, some changed, some deleted.
          if (n % 3 === 0) await runIndexer()
          if (n % 4 === 1) await putPage(n - 1, `${body} again`)
          if (n % 5 === 4) await db.links.delete(linkRow(n - 2).id)
        }
        await runIndexer()
        const links = await searchedLinks()
        for (const words of asked(links, seed))
          for (const exact of [true, false]) {
            const { lookups, certain, chain } = termsOfWords(words, exact)
            if (lookups.length === 0) continue
            if (chain.length > 1)
              expect([words, await inARow(chain)]).toEqual([words, scan(links, words, exact)])
            const found = await candidates(words, exact)
            const wanted = scan(links, words, exact)
            expect([words, wanted.filter((id) => !found.has(id))]).toEqual([words, []])
            if (certain) expect([words, found.size]).toEqual([words, wanted.length])
          }
      },
    ),
    { numRuns: 12 },
  )
})
