import { LargestLinks } from '../../../../../components/options/storage/largest-links.tsx'
import type { LargeLink } from '../../../../../utils/db/storage-shares.ts'
import { LINK, LONG } from '../../../samples.ts'
import type { State, Story } from '../../../story.ts'

const { id, url, tags } = LINK

const large = (title: string): LargeLink => ({
  link: { id, title, url, tags, inTrash: false, icon: -1 },
  bytes: 48_200_000,
  versions: 12,
})

const shown = (name: string, largest: LargeLink[]): State => ({
  name,
  wide: true,
  show: () => (
    <div class="options-card">
      <LargestLinks largest={largest} />
    </div>
  ),
})

export const story: Story = [shown('none', []), shown('one, of a long title', [large(LONG)])]
