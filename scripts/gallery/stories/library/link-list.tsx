import type { NamedGroups } from '../../../../components/library/find-groups.ts'
import { LinkList } from '../../../../components/library/link-list.tsx'
import { HOME, type Route, type View } from '../../../../components/library/route.ts'
import { FOUND } from '../../found-samples.ts'
import { TAGS } from '../../samples.ts'
import { noop, type State, type Story } from '../../story.ts'

const ids = Float64Array.from(FOUND, ({ id }) => id)

const nothing = {
  ...{ ids: [], cursor: 0, moves: 0, has: () => false, moveTo: noop, toggle: noop },
  ...{ extendTo: noop, all: noop, callOff: () => false, pick: noop, clear: noop },
}

const DAY = 86_400_000
const today = new Date().setHours(0, 0, 0, 0)

/** Where groups of two, three and one link begin. */
const starts = Uint32Array.of(0, 2, 5, 6)

const groups = (kind: NamedGroups['kind'], keys: number[], names: string[] = []): NamedGroups => ({
  ...{ kind, starts, names },
  keys: Float64Array.from(keys),
})

const BY_SITE = groups('site', [0, 1, 2], ['journal.example', 'typo.example', 'www.zhihu.com'])
const BY_TAG = groups('tag', [1, 3, 0])
const BY_DAY = groups('day', [today, today - DAY, today - 40 * DAY])

const shown = (
  name: string,
  view: View,
  grouped: NamedGroups,
  route: Partial<Route> = {},
): State => ({
  name,
  wide: true,
  show: () => (
    <div class="gallery-shelf">
      <LinkList
        {...{ ids, view, groups: grouped, shelf: name, selection: nothing }}
        whole
        more={undefined}
        route={{ ...HOME, group: grouped.kind, ...route }}
        tags={new Map(TAGS.map((tag) => [tag.id, tag]))}
        acts={{ show: noop, open: noop, toggle: noop, extendTo: noop, allowSites: noop }}
        columns={{ current: 1 }}
      />
    </div>
  ),
})

export const story: Story = [
  shown('what a search finds, by site', 'list', BY_SITE, { q: '排版' }),
  shown('what a search finds, in few words', 'compact', BY_SITE, { q: '排版' }),
  shown('by tag, and one without', 'compact', BY_TAG),
  shown('by day', 'grid', BY_DAY),
]
