import {
  AccountCard,
  type AccountCardProps,
} from '../../../../../components/options/cloud/account-card.tsx'
import type { Story } from '../../../story.ts'
import { EXPIRED, SIGNED_IN } from '../../../sync-samples.ts'

const done = async () => {}
const card = (props: Partial<AccountCardProps>) => (
  <AccountCard account={SIGNED_IN} unsent={0} signOut={done} deleteData={done} {...props} />
)

const press = (action: string) => (cell: HTMLElement) =>
  cell.querySelector<HTMLElement>(`[data-action=${action}]`)?.click()

export const story: Story = [
  { name: 'signed in', wide: true, show: () => card({}) },
  { name: 'signing out', wide: true, show: () => card({}), play: press('sign-out') },
  {
    name: 'signing out with changes',
    wide: true,
    show: () => card({ unsent: 12 }),
    play: press('sign-out'),
  },
  { name: 'deleting', wide: true, show: () => card({}), play: press('delete-data') },
  { name: 'session ended', wide: true, show: () => card({ account: EXPIRED }) },
]
