import {
  DuplicateList,
  type ShownGroup,
} from '../../../../../components/library/duplicates/duplicate-list.tsx'
import type { Search } from '../../../../../components/library/duplicates/use-duplicates.ts'
import { LIKE_REASONS } from '../../../../../utils/links/group-duplicates.ts'
import type { Link } from '../../../../../utils/model/link.ts'
import { ARABIC, LINK, LONG } from '../../../samples.ts'
import { noop, type State, type Story } from '../../../story.ts'

const AT = Date.UTC(2026, 2, 8)

const like = (id: number, fields: Partial<Link> = {}): Link => ({
  ...LINK,
  id,
  uid: `like-${id}`,
  createdAt: AT,
  ...fields,
})

const TWO: Link[] = [
  like(11, { versions: 3, latest: 'x', starred: 1, note: 'mine', tags: [1, 2] }),
  like(12, { url: `${LINK.url}?utm_source=newsletter`, tags: [], versions: 1 }),
]

const LONG_ONES: Link[] = [LONG, ARABIC, ''].map((title, n) =>
  like(20 + n, {
    title,
    url: `https://journal.example/${'archive/'.repeat(20 * n)}?id=${n}`,
    tags: [],
  }),
)

const group = (key: string, links: Link[], reasons: ShownGroup['reasons']): ShownGroup => ({
  key,
  links,
  reasons,
})

const FULL = [
  group('two', TWO, ['address']),
  group('long', LONG_ONES, [...LIKE_REASONS]),
  group('third', [like(31), like(32), like(33)], ['title', 'text']),
]

const shown = (
  name: string,
  groups: ShownGroup[],
  search: Partial<Search> = {},
  more = false,
): State => ({
  name,
  wide: true,
  show: () => (
    <DuplicateList
      search={{
        groups: groups.map(({ links, reasons }) => ({ ids: links.map(({ id }) => id), reasons })),
        share: 1,
        stopped: false,
        failed: false,
        ...search,
      }}
      groups={groups}
      more={more}
      showMore={noop}
      stop={noop}
      openViewer={noop}
      openAddress={noop}
    />
  ),
})

export const story: Story = [
  shown('at the beginning', [], { share: 0.03 }),
  shown('half way, with something', FULL.slice(0, 1), { share: 0.55 }),
  shown('nothing found', []),
  shown('one pair', FULL.slice(0, 1)),
  shown('many, long titles, all reasons', FULL, {}, true),
  shown('stopped', FULL.slice(2), { stopped: true }),
  shown('failed', [], { failed: true }),
]
