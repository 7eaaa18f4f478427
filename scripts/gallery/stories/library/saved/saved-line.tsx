import { HOME } from '../../../../../components/library/route.ts'
import { SavedLine } from '../../../../../components/library/saved/saved-line.tsx'
import { ARABIC, LONG, TAGS } from '../../../samples.ts'
import { noop, type State, type Story } from '../../../story.ts'
import '../../../../../components/library/sidebar.css'
import '../../../../../components/library/saved/saved-searches.css'

const byId = new Map(TAGS.map((tag) => [tag.id, tag]))

type Line = Parameters<typeof SavedLine>[0]

const line = (name: string, change: Partial<Line> = {}): Line => ({
  ...{ byId, route: HOME, current: false, count: 24, renamed: false, held: false, gap: undefined },
  search: { id: name, name, query: 'tag:前端', order: 0 },
  ...{ begin: noop, rename: noop, remove: noop, move: noop, menu: noop, hold: noop },
  ...change,
})

const shown = (name: string, lines: Line[]): State => ({
  name,
  show: () => (
    <ul class="side-list">
      {lines.map((each) => (
        <SavedLine key={each.search.id} {...each} />
      ))}
    </ul>
  ),
})

export const story: Story = [
  shown('one of them shown', [
    line('前端 −React', { current: true }),
    line('Tea', { count: 1280 }),
  ]),
  shown('long and right to left', [
    line(LONG),
    line(ARABIC),
    line('not counted', { count: undefined }),
  ]),
  shown('being renamed', [line('Colours', { renamed: true })]),
  shown('dragged up', [line('Tea', { gap: 'before' }), line('Colours', { held: true })]),
  shown('dragged to the end', [line('Tea', { held: true }), line('Colours', { gap: 'after' })]),
]
