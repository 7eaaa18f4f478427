import {
  SignInCard,
  type SignInCardProps,
} from '../../../../../components/options/cloud/sign-in-card.tsx'
import {
  type ProjectAnswer,
  SIGN_IN_REASONS,
  type SignInAnswer,
} from '../../../../../utils/model/cloud.ts'
import { noop, type State, type Story } from '../../../story.ts'
import { EXPIRED, SIGN_IN_ADDRESS, SIGNED_OUT } from '../../../sync-samples.ts'

const project = (providers: string[], signUps = true): ProjectAnswer => ({
  ok: true,
  url: SIGNED_OUT.url,
  providers,
  signUps,
})

const GITHUB = project(['github'])
const MANY = project(
  ['apple', 'azure', 'bitbucket', 'discord', 'github', 'gitlab', 'google'],
  false,
)
const never = new Promise<SignInAnswer>(noop)
const allow = { has: async () => true, request: async () => true }

const card = (props: Partial<SignInCardProps>) => (
  <SignInCard
    account={SIGNED_OUT}
    project={GITHUB}
    askAgain={noop}
    links={0}
    dataConsent={allow}
    signInAddress={SIGN_IN_ADDRESS}
    signIn={() => never}
    {...props}
  />
)

const press = (cell: HTMLElement) =>
  cell.querySelector<HTMLElement>('[data-action=sign-in]')?.click()

const failed = (reason: (typeof SIGN_IN_REASONS)[number]): State => ({
  name: reason,
  wide: true,
  show: () => card({ signIn: async () => ({ ok: false, reason, detail: 'unexpected_failure' }) }),
  play: press,
})

export const story: Story = [
  { name: 'asking the project', wide: true, show: () => card({ project: undefined }) },
  { name: 'one way', wide: true, show: () => card({}) },
  { name: 'many ways, no new accounts', wide: true, show: () => card({ project: MANY }) },
  { name: 'links are here', wide: true, show: () => card({ links: 1284 }) },
  { name: 'the window is open', wide: true, show: () => card({ links: 1 }), play: press },
  { name: 'session ended', wide: true, show: () => card({ account: EXPIRED }) },
  {
    name: 'the project does not answer',
    wide: true,
    show: () => card({ project: { ok: false, reason: 'paused', detail: '' } }),
  },
  {
    name: 'the browser was told no',
    wide: true,
    show: () => card({ dataConsent: { has: async () => false, request: async () => false } }),
    play: press,
  },
  ...SIGN_IN_REASONS.map(failed),
]
