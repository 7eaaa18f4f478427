import { OldVersions } from '../../../../../components/options/storage/old-versions.tsx'
import type { IndexedVersion, StorageIndex } from '../../../../../utils/db/storage-index.ts'
import { noop, type State, type Story } from '../../../story.ts'

/** Links of so many versions each, a body for each version. */
function indexOf(links: number, versions: number): StorageIndex {
  const all = Array.from({ length: links * versions }, (_, n): IndexedVersion => {
    const linkId = Math.floor(n / versions)
    const bodies = Uint32Array.of(n)
    return { uid: `${n}`, linkId, capturedAt: Date.now() - 1000 + n, partial: false, bodies }
  })
  return { links: new Map(), versions: all, sizes: all.map(() => 1_340_000) }
}

const shown = (name: string, index: StorageIndex | undefined, share = 1): State => ({
  name,
  wide: true,
  show: () => (
    <div class="options-card">
      <OldVersions
        {...{ index, share }}
        dropVersions={async () => ({ actId: 'sample' })}
        done={noop}
      />
    </div>
  ),
})

export const story: Story = [
  shown('being counted', undefined, 0.4),
  shown('none', indexOf(3, 2)),
  shown('one', indexOf(1, 4)),
  shown('thousands', indexOf(400, 12)),
]
