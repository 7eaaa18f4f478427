import { ShareList } from '../../../../../components/options/storage/share-list.tsx'
import type { ShareRow } from '../../../../../components/options/storage/share-rows.ts'
import { TAGS } from '../../../samples.ts'
import type { State, Story } from '../../../story.ts'

const site = (n: number, name = `site-${n}.example`): ShareRow => ({
  key: name,
  name,
  bytes: 900_000_000 / (n + 1) ** 2,
  links: 4000 - n * 300,
  href: '#',
})

const tags: ShareRow[] = TAGS.map((tag, n) => ({ ...site(n, tag.name), tag }))

const LONG_HOST = `${'a-rather-long-name-of-a-server.'.repeat(4)}example`

const shown = (name: string, rows: ShareRow[]): State => ({
  name,
  wide: true,
  show: () => (
    <div class="options-card">
      <ShareList rows={rows} />
    </div>
  ),
})

export const story: Story = [
  shown('none', []),
  shown('sites', [site(0), site(1, LONG_HOST), site(2)]),
  shown('tags, more than are shown', tags),
]
