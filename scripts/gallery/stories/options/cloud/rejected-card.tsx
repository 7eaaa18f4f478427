import { RejectedCard } from '../../../../../components/options/cloud/rejected-card.tsx'
import { noop, type Story } from '../../../story.ts'
import { REJECTED } from '../../../sync-samples.ts'

const card = (total: number) => (
  <RejectedCard
    records={REJECTED}
    total={total}
    retry={noop}
    discard={async () => {}}
    save={noop}
  />
)

export const story: Story = [
  { name: 'some', wide: true, show: () => card(REJECTED.length) },
  {
    name: 'more, one to be given up',
    wide: true,
    show: () => card(64),
    play: (cell) => cell.querySelector<HTMLElement>('[data-action=discard]')?.click(),
  },
]
