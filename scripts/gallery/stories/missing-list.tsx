import { MissingList } from '../../../components/ui/missing-list.tsx'
import { MISSING_REASONS, type Missing } from '../../../utils/model/snapshot.ts'
import { type Story, unfold } from '../story.ts'

const ONE: Missing[] = [
  { kind: 'image', url: 'https://cdn.example.net/cover.jpg', reason: 'no-permission' },
]

const ALL: Missing[] = MISSING_REASONS.map((reason, index) => ({
  kind: 'image',
  url: `https://cdn.example.net/photos/${'deep/'.repeat(index)}${reason}.jpg`,
  reason,
  ...(reason === 'http-error' ? { detail: '404' } : {}),
}))

const BY_RULE: Missing[] = ALL.filter(({ reason }) => reason === 'by-rule')

const MANY: Missing[] = Array.from({ length: 240 }, (_, n) => ({
  kind: 'image',
  url: `https://cdn.example.net/${n}.jpg`,
  reason: 'network',
}))

export const story: Story = [
  { name: 'one part', show: () => <MissingList missing={ONE} /> },
  { name: 'left out by a rule', show: () => <MissingList missing={BY_RULE} /> },
  { name: 'focused', force: 'focus', show: () => <MissingList missing={ONE} /> },
  { name: 'open, every reason', show: () => <MissingList missing={ALL} />, play: unfold },
  { name: 'open, hundreds', show: () => <MissingList missing={MANY} />, play: unfold },
]
