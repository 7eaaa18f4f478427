import { Search } from 'lucide'
import { useMemo, useRef, useState } from 'preact/hooks'
import type { Columns } from '../../utils/db/catalogue/columns.ts'
import { setting } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { Tag } from '../../utils/model/link.ts'
import { buildTagTree } from '../../utils/model/tag-tree.ts'
import { showFailure } from '../ui/run-act.ts'
import { TextField } from '../ui/text-field.tsx'
import { useLive } from '../ui/use-live.ts'
import { useRowsInView } from './add/pick/use-rows-in-view.ts'
import { filterTags } from './filter-tags.ts'
import type { Route } from './route.ts'
import { useOf } from './tag-filter.ts'
import { TagLine, type TagLineShared } from './tag-line.tsx'
import { linesOf, type TagLineOf } from './tag-lines.ts'
import { useTagCounts } from './use-tag-counts.ts'
import './tag-tree.css'

interface Props {
  route: Route
  tags: Tag[]
  columns: Columns | undefined
  /** Of the links the view shows: numbers are of these. */
  ids: Float64Array | undefined
  go: (change: Partial<Route>) => void
}

/** With more tags than this a field to filter them pays. */
const MANY = 20

/** All tags as a tree; a click shows a tag's links, a second one all links again. */
export function TagTree({ route, tags, columns, ids, go }: Props) {
  const counts = useTagCounts(columns, ids, tags)
  const closed = useLive(() => setting('closedTags'), []) ?? NONE
  const [typed, setTyped] = useState('')
  const byId = useMemo(() => new Map(tags.map((tag) => [tag.id, tag])), [tags])
  const whole = typed.trim() !== ''
  const lines = useMemo(
    () =>
      whole
        ? filterTags(tags, byId, typed).map((tag) => ({ tag, depth: 0, open: undefined }))
        : linesOf(buildTagTree(tags), new Set(closed)),
    [tags, closed, typed],
  )
  if (tags.length === 0) return null
  const toggle = toggleIn(closed)
  return (
    <section class="side-tags">
      <h2 class="side-heading">{t('ui.tags')}</h2>
      {tags.length > MANY && (
        <TextField
          label={t('library.filterTags')}
          placeholder={t('library.filterTags')}
          icon={Search}
          data-role="tag-filter"
          value={typed}
          onText={setTyped}
          onKeyDown={(event) => event.key === 'Escape' && setTyped('')}
        />
      )}
      <Lines {...{ lines, route, byId, counts, whole, toggle, go }} />
      {lines.length === 0 && <p class="side-none">{t('library.noSuchTag')}</p>}
    </section>
  )
}

const NONE: number[] = []

/** A line and the gap after it; `tag-tree.css` knows it, too. */
const PITCH = 31

/** Only the lines in view exist, and those the view asks for: Tab stops there. */
function Lines({ lines, ...shared }: TagLineShared & { lines: TagLineOf[] }) {
  const box = useRef<HTMLDivElement>(null)
  const { first, end } = useRowsInView(box, lines.length, PITCH)
  const count = lines.length
  return (
    <div class="tag-tree" ref={box} data-role="tag-tree">
      <ul class="tag-lines" style={{ height: `${count * PITCH}px` }}>
        {lines.map((line, index) => {
          const { id } = line.tag
          if ((index < first || index >= end) && useOf(shared.route, id) === 'off') return null
          const place = { index, count, top: index * PITCH }
          return <TagLine key={id} line={line} place={place} {...shared} />
        })}
      </ul>
    </div>
  )
}

const toggleIn = (closed: number[]) => (id: number) => {
  const value = closed.includes(id) ? closed.filter((each) => each !== id) : [...closed, id]
  void send('set-setting', { key: 'closedTags', value }).catch(showFailure)
}
