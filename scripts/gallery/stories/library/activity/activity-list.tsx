import { ActivityList } from '../../../../../components/library/activity/activity-list.tsx'
import type { LoggedAct } from '../../../../../utils/db/activity.ts'
import { ACT_KINDS, type Obstacle } from '../../../../../utils/model/act.ts'
import { ARABIC, CHINESE, ENGLISH, LONG, TAGS } from '../../../samples.ts'
import { noop, type State, type Story } from '../../../story.ts'

const TITLES = [CHINESE, ENGLISH, ARABIC, LONG]
const OBSTACLES: (Obstacle | undefined)[] = ['undone', 'changed', 'gone', 'taken', 'kept']
const HOUR = 3_600_000

const sample = (n: number, fields: Partial<LoggedAct> = {}): LoggedAct => ({
  id: `act-${n}`,
  kind: 'trash',
  at: Date.now() - n * 5 * HOUR,
  undone: 0,
  label: '前端',
  tags: [],
  links: 1,
  versions: 0,
  named: [{ id: n + 1, title: TITLES[Math.round(n * 10) % TITLES.length] ?? '', state: 'inbox' }],
  change: undefined,
  obstacle: undefined,
  ...fields,
})

const many = (count: number, links: number): Partial<LoggedAct> => ({
  links,
  named: TITLES.slice(0, count).map((title, id) => ({ id: id + 1, title, state: 'inbox' })),
})

const edited = (after: object, before: object): Partial<LoggedAct> => ({
  kind: 'edit-link',
  change: { table: 'links', key: 1, before, after },
})

const tagged = (before: number[], after: number[]): Partial<LoggedAct> => ({
  ...edited({ tags: after }, { tags: before }),
  kind: 'tag-link',
})

const shown = (name: string, acts: LoggedAct[] | undefined, more = false): State => ({
  name,
  wide: true,
  show: () => (
    <ActivityList
      answer={acts && { acts, more }}
      tags={new Map(TAGS.map((tag) => [tag.id, tag]))}
      showMore={noop}
    />
  ),
})

export const story: Story = [
  shown('being read', undefined),
  shown('nothing done', []),
  shown('a day of work', [
    sample(0, edited({ starred: 1 }, { starred: 0 })),
    sample(0.1, edited({ state: 'archived' }, { state: 'inbox' })),
    sample(0.2, edited({ title: 'b' }, { title: 'a' })),
    sample(0.3, tagged([], [1, 2])),
    sample(0.4, tagged([3], [])),
    sample(0.5, many(3, 12)),
    sample(0.6, { kind: 'merge-links', ...many(2, 2) }),
    sample(0.7, { kind: 'delete', named: [{ id: 9, title: ENGLISH, state: undefined }] }),
  ]),
  shown(
    'what is in the way of undo',
    OBSTACLES.map((obstacle, n) => sample(n, { obstacle })),
  ),
  shown(
    'every kind, and more to be shown',
    ACT_KINDS.map((kind, n) => sample(n, { kind, ...(n % 2 ? {} : many(3, 3)) })),
    true,
  ),
]
