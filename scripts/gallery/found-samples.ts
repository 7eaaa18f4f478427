import type { Link } from '../../utils/model/link.ts'
import { ARABIC, CHINESE, LINK, LONG } from './samples.ts'

/** What a search may have found: titles, addresses and tags of all sorts. */
const SORTS: Partial<Link>[] = [
  { title: LONG, url: 'https://journal.example/long', tags: [3, 4, 5, 6] },
  { title: '排版与阅读速度', url: 'https://journal.example/speed', starred: 1, versions: 2 },
  {
    title: '中文排版里的标点挤压',
    url: 'https://typo.example/points',
    tags: [1],
    note: '再读一遍',
  },
  { title: 'A short history of 排版', url: 'https://typo.example/history', tags: [] },
  { title: ARABIC, url: 'https://typo.example/arabic', lang: 'ar', state: 'archived' },
  { title: CHINESE },
]

/** Apart from the ids of other samples. */
const FIRST_ID = 900

export const FOUND: Link[] = SORTS.map((fields, n) => {
  const link = { ...LINK, createdAt: Date.UTC(2026, 2, 8), ...fields }
  return { ...link, id: FIRST_ID + n, uid: `found-${n}`, urlKey: link.url }
})
